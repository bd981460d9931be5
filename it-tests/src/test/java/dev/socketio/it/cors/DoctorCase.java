package dev.socketio.it.cors;

import static dev.socketio.cors.doctor.Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE;
import static dev.socketio.cors.doctor.Diagnosis.ALLOW_ORIGIN_INVALID;
import static dev.socketio.cors.doctor.Diagnosis.ALLOW_ORIGIN_MISMATCH;
import static dev.socketio.cors.doctor.Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS;
import static dev.socketio.cors.doctor.Diagnosis.ANY_ORIGIN_WITH_CREDENTIALS;
import static dev.socketio.cors.doctor.Diagnosis.CORS_NOT_ENABLED;
import static dev.socketio.cors.doctor.Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING;
import static dev.socketio.cors.doctor.Diagnosis.HANDSHAKE_REFUSED;
import static dev.socketio.cors.doctor.Diagnosis.NOT_FOUND;
import static dev.socketio.cors.doctor.Diagnosis.ORIGIN_MATCH_TOO_WIDE;
import static dev.socketio.cors.doctor.Diagnosis.ORIGIN_NOT_ALLOWED;
import static dev.socketio.cors.doctor.Diagnosis.PREFLIGHT_HEADER;
import static dev.socketio.cors.doctor.Diagnosis.PREFLIGHT_STATUS;
import static dev.socketio.cors.doctor.Diagnosis.TRANSPORT_DISABLED;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Diagnosis;
import dev.socketio.engine.RequestGate;
import dev.socketio.engine.TransportName;
import dev.socketio.server.SocketIoOptions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What can be set wrongly, in a server of the reference and in ours, a page that suffers from it,
 * and what the doctor has to say.
 */
enum DoctorCase {
  NO_POLICY("no policy", Page.PLAIN, CORS_NOT_ENABLED, ORIGIN_NOT_ALLOWED) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.sameOriginOnly();
    }
  },
  ANOTHER_ORIGIN("another origin", Page.PLAIN, ALLOW_ORIGIN_MISMATCH, ORIGIN_NOT_ALLOWED) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origin("https://example.com").build();
    }
  },
  OTHER_ORIGINS("other origins", Page.PLAIN, ORIGIN_NOT_ALLOWED, ORIGIN_NOT_ALLOWED) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins("https://example.com", "https://example.org").build();
    }
  },
  SLASH("a slash behind the origin", Page.PLAIN, ORIGIN_NOT_ALLOWED, null) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins(Page.ORIGIN + "/").build();
    }
  },
  NO_SCHEME("the origin without its scheme", Page.PLAIN, ALLOW_ORIGIN_INVALID, null) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origin("my-frontend.com").build();
    }
  },
  ANY(
      "any origin",
      Page.COOKIES,
      ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS,
      ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().anyOrigin().build();
    }
  },
  NO_CREDENTIALS(
      "no credentials", Page.COOKIES, ALLOW_CREDENTIALS_NOT_TRUE, ALLOW_CREDENTIALS_NOT_TRUE),
  ANOTHER_HEADER("another header", Page.HEADER, PREFLIGHT_HEADER, PREFLIGHT_HEADER) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins(Page.ORIGIN).allowedHeaders("content-type").build();
    }
  },
  PASSED_ON("preflights passed on", Page.HEADER, PREFLIGHT_STATUS, PREFLIGHT_STATUS) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins(Page.ORIGIN).preflightContinue(true).build();
    }
  },
  HIJACKING(
      "WebSocket from anywhere",
      Page.PLAIN,
      CROSS_SITE_WEBSOCKET_HIJACKING,
      CROSS_SITE_WEBSOCKET_HIJACKING) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins(Page.ORIGIN).rejectDisallowed(false).build();
    }
  },
  ANYBODY("any origin with credentials", Page.COOKIES, ANY_ORIGIN_WITH_CREDENTIALS, null) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().reflectOrigin().credentials(true).build();
    }
  },
  OPEN_EXPRESSION("an expression without its beginning", Page.PLAIN, ORIGIN_MATCH_TOO_WIDE, null) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder().origins("/my-frontend\\.com$/").build();
    }
  },
  FAILING_FUNCTION("a function that fails", Page.PLAIN, HANDSHAKE_REFUSED, HANDSHAKE_REFUSED) {
    @Override
    CorsPolicy policy() {
      return CorsPolicy.builder()
          .originIf(
              (origin, request) -> {
                throw new IllegalStateException("no");
              })
          .build();
    }
  },
  ALLOW_REQUEST("allowRequest without Origin", Page.PLAIN, HANDSHAKE_REFUSED, HANDSHAKE_REFUSED) {
    @Override
    SocketIoOptions options() {
      return SocketIoOptions.builder().allowRequest(RequestGate.withoutOrigin()).build();
    }
  },
  ANOTHER_PATH("another path", Page.PLAIN, NOT_FOUND, NOT_FOUND) {
    @Override
    String path() {
      return "/chat/socket.io";
    }
  },
  NO_POLLING("polling switched off", Page.PLAIN, TRANSPORT_DISABLED, TRANSPORT_DISABLED) {
    @Override
    SocketIoOptions options() {
      return SocketIoOptions.builder().transports(List.of(TransportName.WEBSOCKET)).build();
    }
  };

  /** Name of the configuration of the reference, as {@code reference.mjs} has it. */
  final String reference;

  final Page page;
  final Diagnosis theirs;

  /** Of our server; null where this is nothing to be deployed. */
  final @Nullable Diagnosis ours;

  DoctorCase(String reference, Page page, Diagnosis theirs, @Nullable Diagnosis ours) {
    this.reference = reference;
    this.page = page;
    this.theirs = theirs;
    this.ours = ours;
  }

  CorsPolicy policy() {
    return CorsPolicy.builder().origins(Page.ORIGIN).build();
  }

  SocketIoOptions options() {
    return SocketIoOptions.defaults();
  }

  String path() {
    return "/socket.io";
  }

  /** What a page asks for. */
  enum Page {
    PLAIN("nothing special", page -> page),
    COOKIES("`withCredentials`", page -> page.withCredentials(true)),
    HEADER("`my-custom-header`", page -> page.extraHeader("my-custom-header", "abcd"));

    static final String ORIGIN = "https://my-frontend.com";

    /** For readers. */
    final String text;

    final UnaryOperator<CorsDoctorRequest.Builder> request;

    Page(String text, UnaryOperator<CorsDoctorRequest.Builder> request) {
      this.text = text;
      this.request = request;
    }
  }
}
