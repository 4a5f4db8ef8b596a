package dev.chatctl.web;

import com.microsoft.playwright.Browser;
import dev.chatctl.cli.testing.Need;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Visitors} over one browser and one local stack, which all tests share: each
 * uses a room of its own.
 */
final class InBrowser implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    context.getStore(NAMESPACE).put(Visitors.class, new Visitors(shared.browser(), shared.local()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    visitors(context).close();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visitors.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return visitors(context);
  }

  private static Visitors visitors(ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).get(Visitors.class, Visitors.class), "visitors");
  }

  /** Closed by JUnit after the last test. */
  private record Shared(Chromium chromium, LocalProcess local) implements AutoCloseable {
    static Shared start() {
      Deque<AutoCloseable> opened = new ArrayDeque<>();
      try {
        LocalProcess local = LocalProcess.start();
        opened.push(local);
        return new Shared(new Chromium(Need.CHROMIUM.path()), local);
      } catch (Exception e) {
        opened.forEach(InBrowser::closeQuietly);
        throw new IllegalStateException("browser tests could not start", e);
      }
    }

    Browser browser() {
      return chromium.browser();
    }

    @Override
    public void close() {
      chromium.close();
      local.close();
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The failure that led here is the one to report.
    }
  }
}
