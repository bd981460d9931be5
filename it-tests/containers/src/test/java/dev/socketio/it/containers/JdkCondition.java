package dev.socketio.it.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reports tests as skipped, and says why, where there is no JDK that the container runs on. */
final class JdkCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Server server = Server.named();
    int feature = server.distribution().jdk();
    try {
      return Jdk.atLeast(feature)
          .map(jdk -> ConditionEvaluationResult.enabled("Runs on " + jdk.home()))
          .orElseGet(() -> ConditionEvaluationResult.disabled(server.wantsJdk()));
    } catch (IOException e) {
      throw new UncheckedIOException("Looking for JDK " + feature, e);
    }
  }
}
