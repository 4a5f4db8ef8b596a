package dev.chatctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users can name is documented, and leads to nothing that they should not name. */
class PublicApiTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");
  private static final Pattern PACKAGE = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE);
  private static final String INTERNAL = "dev.chatctl.gateway.internal.";

  @Test
  void thePackagesDocumentedAsPublicAreThose() throws Exception {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("### Packages"), page.indexOf("## Functions"));

    TreeSet<String> documented = new TreeSet<>();
    PACKAGE
        .matcher(section)
        .results()
        .forEach(row -> documented.add("dev.chatctl." + row.group(1)));
    assertThat(api().stream().map(Class::getPackageName).collect(Collectors.toSet()))
        .isEqualTo(documented);
  }

  @Test
  void nothingPublicNamesWhatIsInternal() throws Exception {
    assertThat(api()).hasSizeGreaterThan(40);
    assertThat(api().stream().flatMap(PublicApiTest::signatures))
        .isNotEmpty()
        .noneMatch(signature -> signature.contains(INTERNAL));
  }

  /** The public types outside of {@code internal}. */
  private static List<Class<?>> api() throws Exception {
    Path classes =
        Path.of(Gateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !name.startsWith(INTERNAL))
          .<Class<?>>map(PublicApiTest::load)
          .filter(type -> isVisible(type.getModifiers()))
          .toList();
    }
  }

  private static Stream<String> signatures(Class<?> type) {
    Stream<Executable> calls =
        Stream.concat(
            Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()));
    return Stream.of(
            calls.filter(call -> isVisible(call.getModifiers())).map(Executable::toGenericString),
            Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()))
                .map(Field::toGenericString),
            Stream.of(type.getGenericInterfaces()).map(Type::getTypeName),
            Stream.ofNullable(type.getGenericSuperclass()).map(Type::getTypeName))
        .flatMap(each -> each);
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(name, impossible);
    }
  }
}
