package dev.socketio.it.browser;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Queue;

/** Records requests, in front of everything else. */
final class ExchangeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient Queue<Exchange> exchanges;

  ExchangeFilter(Queue<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    String transport = query.contains("transport=websocket") ? "websocket" : "polling";
    String origin = header(request, "Origin");
    String site = header(request, "Sec-Fetch-Site");
    String cookie = header(request, "Cookie");
    String method = request.getMethod();
    chain.doFilter(request, response);
    exchanges.add(new Exchange(method, transport, origin, site, cookie, response.getStatus()));
  }

  private static String header(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }
}
