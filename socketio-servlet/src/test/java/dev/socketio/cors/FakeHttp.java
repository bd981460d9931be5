package dev.socketio.cors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response as a container would hand them to a filter, with the few methods a
 * filter may use; any other throws.
 */
final class FakeHttp {

  final Map<String, List<String>> requestHeaders = new HashMap<>();
  final Map<String, Object> requestAttributes = new HashMap<>();
  final Map<String, Object> contextAttributes = new HashMap<>();
  final Map<String, String> contextParameters = new HashMap<>();
  final Map<String, String> servlets = new HashMap<>();
  final Map<String, List<String>> mappings = new HashMap<>();
  final Map<String, FilterRegistration> filters = new TreeMap<>();
  final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final ByteArrayOutputStream body = new ByteArrayOutputStream();
  final List<DispatcherType> passed = new ArrayList<>();
  String method = "GET";
  String uri = "/app/socket.io/";
  String servletName = "";
  @Nullable String pattern = "/socket.io/*";
  DispatcherType dispatcherType = DispatcherType.REQUEST;
  int status = 200;
  int contentLength = -1;
  String contentType;
  int registrationsRead;
  @Nullable ClassLoader applicationLoader = FakeHttp.class.getClassLoader();

  static FakeHttp get() {
    return new FakeHttp();
  }

  static FakeHttp get(String origin) {
    return get().with("Origin", origin);
  }

  static FakeHttp preflight(String origin) {
    FakeHttp http = get(origin).with("Access-Control-Request-Method", "POST");
    http.method = "OPTIONS";
    return http;
  }

  FakeHttp with(String name, String... values) {
    requestHeaders.put(name.toLowerCase(Locale.ROOT), List.of(values));
    return this;
  }

  /** The only value of a response header. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " is there " + values.size() + " times: " + values);
    }
    return values.isEmpty() ? null : values.get(0);
  }

  String bodyText() {
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Whether the request reached what is behind the filter. */
  boolean reachedTheApplication() {
    return !passed.isEmpty();
  }

  FilterChain chain() {
    return (request, response) -> passed.add(request.getDispatcherType());
  }

  HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getMethod" -> method;
              case "getHeaders" ->
                  Collections.enumeration(
                      requestHeaders.getOrDefault(
                          ((String) arguments[0]).toLowerCase(Locale.ROOT), List.of()));
              case "getAttribute" -> requestAttributes.get(arguments[0]);
              case "setAttribute" -> requestAttributes.put((String) arguments[0], arguments[1]);
              case "getDispatcherType" -> dispatcherType;
              case "getScheme" -> "https";
              case "getServerName" -> "api.example.com";
              case "getServerPort" -> 443;
              case "getRequestURI" -> uri;
              case "getServletContext" -> context();
              case "getHttpServletMapping" -> mapping();
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (self, called, arguments) -> {
          switch (called.getName()) {
            case "setHeader" -> headers.put((String) arguments[0], List.of((String) arguments[1]));
            case "addHeader" -> {
              List<String> values = new ArrayList<>(headers.getOrDefault(arguments[0], List.of()));
              values.add((String) arguments[1]);
              headers.put((String) arguments[0], values);
            }
            case "reset" -> {
              headers.clear();
              contentType = null;
            }
            case "isCommitted" -> {
              return false;
            }
            case "getContentType" -> {
              return contentType;
            }
            case "getHeader" -> {
              return header((String) arguments[0]);
            }
            case "getHeaderNames" -> {
              return headers.keySet();
            }
            case "containsHeader" -> {
              return headers.containsKey(arguments[0]);
            }
            case "getHeaders" -> {
              return headers.getOrDefault(arguments[0], List.of());
            }
            case "setStatus" -> status = (int) arguments[0];
            case "setContentType" -> contentType = (String) arguments[0];
            case "setContentLength" -> contentLength = (int) arguments[0];
            case "getOutputStream" -> {
              return output();
            }
            default -> throw new UnsupportedOperationException(called.getName());
          }
          return null;
        });
  }

  ServletContext context() {
    return proxy(
        ServletContext.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getAttribute" -> contextAttributes.get(arguments[0]);
              case "setAttribute" -> contextAttributes.put((String) arguments[0], arguments[1]);
              case "getServletRegistrations" -> registrations();
              case "getInitParameter" -> contextParameters.get(arguments[0]);
              case "getFilterRegistrations" -> filters;
              case "getFilterRegistration" -> filters.get(arguments[0]);
              case "getServletRegistration" -> registration((String) arguments[0]);
              case "getClassLoader" -> applicationLoader;
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  /** The configuration of a filter of this name in the same application. */
  FilterConfig config(String filterName, Map<String, String> parameters) {
    return proxy(
        FilterConfig.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getFilterName" -> filterName;
              case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
              case "getInitParameter" -> parameters.get(arguments[0]);
              case "getServletContext" -> context();
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  /** The configuration of a servlet of this name in the same application, at /socket.io/*. */
  ServletConfig servletConfig(String name, Map<String, String> parameters) {
    servlets.put(name, "com.example.Servlet");
    return proxy(
        ServletConfig.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getServletName" -> name;
              case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
              case "getInitParameter" -> parameters.get(arguments[0]);
              case "getServletContext" -> context();
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  /** Registers a filter in the same application. */
  void addFilter(String name, String className, List<String> urls, List<String> servletNames) {
    filters.put(
        name,
        proxy(
            FilterRegistration.class,
            (self, called, arguments) ->
                switch (called.getName()) {
                  case "getName" -> name;
                  case "getClassName" -> className;
                  case "getUrlPatternMappings" -> urls;
                  case "getServletNameMappings" -> servletNames;
                  default -> throw new UnsupportedOperationException(called.getName());
                }));
  }

  private Map<String, ServletRegistration> registrations() {
    Map<String, ServletRegistration> all = new HashMap<>();
    servlets.keySet().forEach(name -> all.put(name, registration(name)));
    return all;
  }

  private ServletRegistration registration(String name) {
    registrationsRead++;
    String className = servlets.get(name);
    return className == null
        ? null
        : proxy(
            ServletRegistration.class,
            (self, called, arguments) -> {
              return switch (called.getName()) {
                case "getClassName" -> className;
                case "getName" -> name;
                case "getMappings" -> mappings.getOrDefault(name, List.of("/socket.io/*"));
                default -> throw new UnsupportedOperationException(called.getName());
              };
            });
  }

  private HttpServletMapping mapping() {
    return proxy(
        HttpServletMapping.class,
        (self, called, arguments) -> {
          if (called.getName().equals("getServletName")) {
            return servletName;
          }
          if (called.getName().equals("getPattern")) {
            return pattern;
          }
          throw new UnsupportedOperationException(called.getName());
        });
  }

  private ServletOutputStream output() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(int octet) {
        body.write(octet);
      }
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(FakeHttp.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
