package jakarta.enterprise.concurrent;

import java.util.concurrent.Executor;

/** What the tests need of the real one, which is no dependency of ours. */
@FunctionalInterface
public interface ContextService {

  Executor currentContextExecutor();
}
