package dev.socketio.cdi;

import dev.socketio.cdi.EventRefusedException.Violation;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.ParameterDescriptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta Bean Validation. Loaded only where the application has it.
 *
 * <p>Threading: safe for use by any thread.
 */
final class BeanValidation implements Validation {

  private static final Logger LOG = System.getLogger(BeanValidation.class.getName());
  private static final String FACTORY = "java:comp/ValidatorFactory";

  private final Validator validator;
  private final Runnable release;

  private BeanValidation(Validator validator, Runnable release) {
    this.validator = validator;
    this.release = release;
  }

  /**
   * Takes the first there is of: a bean of the application, whose constraint validators may inject
   * beans; the container's; one of our own, looked up through the context class loader.
   *
   * @param beans of the application
   * @throws jakarta.validation.ValidationException if there is none
   */
  static Validation find(BeanManager beans) {
    Validation bean = bean(beans, ValidatorFactory.class, ValidatorFactory::getValidator);
    if (bean == null) {
      bean = bean(beans, Validator.class, validator -> validator);
    }
    if (bean != null) {
      return bean;
    }
    ValidatorFactory shared = shared();
    if (shared != null) {
      return new BeanValidation(shared.getValidator(), () -> {});
    }
    ValidatorFactory own = jakarta.validation.Validation.buildDefaultValidatorFactory();
    return new BeanValidation(own.getValidator(), own::close);
  }

  private static <T> @Nullable Validation bean(
      BeanManager beans, Class<T> type, Function<T, Validator> validator) {
    Bean<?> bean = beans.resolve(beans.getBeans(type));
    if (bean == null) {
      return null;
    }
    CreationalContext<?> creation = beans.createCreationalContext(bean);
    try {
      T found = type.cast(beans.getReference(bean, type, creation));
      return new BeanValidation(validator.apply(found), creation::release);
    } catch (ValidationException | CreationException unusable) {
      LOG.log(Level.DEBUG, "The bean " + bean + " cannot be used", unusable);
      creation.release();
      return null;
    }
  }

  /** Looks up one fixed name of the platform in the application's own naming context. */
  @SuppressWarnings("BanJNDI")
  private static @Nullable ValidatorFactory shared() {
    try {
      return new InitialContext().lookup(FACTORY) instanceof ValidatorFactory shared
          ? shared
          : null;
    } catch (NamingException none) {
      LOG.log(Level.DEBUG, "The container has no validator: {0}", none.toString());
      return null;
    }
  }

  @Override
  public @Nullable OfMethod of(HandlerMethod method) {
    MethodDescriptor constraints =
        validator
            .getConstraintsForClass(method.beanClass())
            .getConstraintsForMethod(
                method.method().getName(), method.method().getParameterTypes());
    if (constraints == null
        || constraints.getParameterDescriptors().stream().noneMatch(BeanValidation::isChecked)) {
      return null;
    }
    ExecutableValidator executables = validator.forExecutables();
    return (bean, arguments) -> {
      Set<ConstraintViolation<Object>> violations =
          executables.validateParameters(bean, method.method(), arguments);
      if (!violations.isEmpty()) {
        throw refusal(method, violations);
      }
    };
  }

  private static boolean isChecked(ParameterDescriptor parameter) {
    return parameter.hasConstraints()
        || parameter.isCascaded()
        || !parameter.getConstrainedContainerElementTypes().isEmpty();
  }

  @Override
  public Throwable translated(HandlerMethod method, Throwable failure) {
    return failure instanceof ConstraintViolationException violated
            && violated.getConstraintViolations() != null
            && violated.getConstraintViolations().stream().allMatch(one -> isOf(method, one))
        ? refusal(method, violated.getConstraintViolations())
        : failure;
  }

  private static boolean isOf(HandlerMethod method, ConstraintViolation<?> violation) {
    Iterator<Path.Node> path = violation.getPropertyPath().iterator();
    return violation.getRootBeanClass() != null
        && method.method().getDeclaringClass().isAssignableFrom(violation.getRootBeanClass())
        && path.hasNext()
        && isMethod(method, path.next())
        && path.hasNext()
        && path.next().getKind() == ElementKind.PARAMETER;
  }

  private static boolean isMethod(HandlerMethod method, Path.Node node) {
    return node.getKind() == ElementKind.METHOD && node.getName().equals(method.method().getName());
  }

  private static EventRefusedException refusal(
      HandlerMethod method, Collection<? extends ConstraintViolation<?>> violated) {
    List<Violation> violations =
        violated.stream()
            .map(one -> new Violation(path(method, one.getPropertyPath()), one.getMessage()))
            .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
            .toList();
    return new EventRefusedException(
        EventRefusedException.INVALID,
        violations.isEmpty()
            ? "Constraints are violated"
            : violations.get(0).path() + " " + violations.get(0).message(),
        violations);
  }

  /** As the client counts: its own arguments, not the parameters of a method it does not know. */
  private static String path(HandlerMethod method, Path path) {
    StringBuilder shown = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.PARAMETER) {
        shown.append(name(method, node.as(Path.ParameterNode.class).getParameterIndex()));
      } else if (node.getKind() != ElementKind.METHOD) {
        if (node.isInIterable() && node.getIndex() != null) {
          shown.append('[').append(node.getIndex()).append(']');
        }
        if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
          shown.append(shown.isEmpty() ? "" : ".").append(node.getName());
        }
      }
    }
    return shown.toString();
  }

  private static String name(HandlerMethod method, int index) {
    HandlerParameter parameter = method.parameters().get(index);
    return switch (parameter.source()) {
      case PAYLOAD ->
          "argument "
              + method.parameters().subList(0, index).stream()
                  .filter(before -> before.source() == HandlerParameter.Source.PAYLOAD)
                  .count();
      case AUTH -> parameter.name().isEmpty() ? "auth" : "auth." + parameter.name();
      case HEADER -> "header " + parameter.name();
      case QUERY -> "query " + parameter.name();
      default -> Types.raw(parameter.type()).getSimpleName();
    };
  }

  @Override
  public void close() {
    release.run();
  }
}
