package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose validator checks the parameters of handlers. */
class ValidatorBeansTest {

  @Constraint(validatedBy = IsKnown.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Known {
    String message() default "is not known";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @ApplicationScoped
  static class Register {
    boolean has(String name) {
      return name.equals("Ann");
    }
  }

  @Dependent
  static class IsKnown implements ConstraintValidator<Known, String> {
    @Inject Register register;

    @Override
    public boolean isValid(String name, ConstraintValidatorContext context) {
      return register.has(name);
    }
  }

  @SocketIoNamespace
  static class Handlers {
    @OnEvent("hello")
    String hello(@Known String name) {
      return "hello " + name;
    }
  }

  /** Makes validators that are beans, as the providers' CDI extensions do. */
  @Singleton
  static class OfBeans implements ConstraintValidatorFactory {
    @Inject jakarta.enterprise.inject.Instance<Object> beans;

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
      return beans.select(type).get();
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> validator) {}
  }

  private static final List<String> closed = new ArrayList<>();

  static class FactoryProducer {
    @Produces
    @Singleton
    ValidatorFactory factory(OfBeans beans) {
      return watched(beans);
    }
  }

  static class ValidatorProducer {
    @Produces
    @Singleton
    Validator validator(OfBeans beans) {
      return watched(beans).getValidator();
    }
  }

  static class Another {
    @Produces
    @Singleton
    ValidatorFactory factory(OfBeans beans) {
      return watched(beans);
    }
  }

  private static ValidatorFactory watched(ConstraintValidatorFactory validators) {
    ValidatorFactory made =
        Validation.byDefaultProvider()
            .configure()
            .constraintValidatorFactory(validators)
            .buildValidatorFactory();
    return (ValidatorFactory)
        Proxy.newProxyInstance(
            ValidatorFactory.class.getClassLoader(),
            new Class<?>[] {ValidatorFactory.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                closed.add("closed");
              }
              return method.invoke(made, arguments);
            });
  }

  private CdiWorld world;

  @AfterEach
  void end() throws Exception {
    closed.clear();
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    if (world != null) {
      world.close();
    }
  }

  private void assertChecks(Class<?>... producers) throws Exception {
    List<Class<?>> beans =
        new ArrayList<>(List.of(Handlers.class, Register.class, IsKnown.class, OfBeans.class));
    beans.addAll(List.of(producers));
    world = CdiWorld.started(beans.toArray(Class<?>[]::new));
    TestClient client = world.join("/");
    assertThat(client.sends("21[\"hello\",\"Ann\"]").received())
        .containsExactly("31[\"hello Ann\"]");
    assertThat(client.sends("22[\"hello\",\"Bob\"]").received())
        .singleElement()
        .asString()
        .contains("\"invalid\"", "is not known");
  }

  @Test
  void aFactoryThatIsABeanMakesValidatorsThatInject() throws Exception {
    assertChecks(FactoryProducer.class);
    world.stop("chat");
    assertThat(closed).as("it belongs to the application").isEmpty();
  }

  @Test
  void soDoesAValidatorThatIsABean() throws Exception {
    assertChecks(ValidatorProducer.class);
  }

  @Test
  void twoOfThemAreAMistake() {
    world =
        CdiWorld.of(
            Handlers.class,
            Register.class,
            IsKnown.class,
            OfBeans.class,
            FactoryProducer.class,
            Another.class);
    assertThatThrownBy(() -> world.start("chat")).isInstanceOf(AmbiguousResolutionException.class);
  }

  @Test
  void withoutABeanTheContainersIsUsedAndLeftOpen() throws Exception {
    Naming.validators =
        new ConstraintValidatorFactory() {
          @Override
          public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
            return world().container.select(type).get();
          }

          @Override
          public void releaseInstance(ConstraintValidator<?, ?> validator) {}

          private CdiWorld world() {
            return world;
          }
        };
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
    assertChecks();
    world.stop("chat");
    assertThat(closed).isEmpty();
  }

  /** A naming service with one name. */
  public static final class Naming implements InitialContextFactory {
    private static ConstraintValidatorFactory validators;

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
      return new InitialContext(true) {
        @Override
        public Object lookup(String name) throws NamingException {
          if (name.equals("java:comp/ValidatorFactory")) {
            return watched(validators);
          }
          throw new NamingException("no " + name);
        }
      };
    }
  }
}
