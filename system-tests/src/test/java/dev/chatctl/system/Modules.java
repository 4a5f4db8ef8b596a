package dev.chatctl.system;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules as they were built, read from their class files. */
final class Modules {
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

  /** Versions of what may be used, and the libraries of plugins. */
  private static final Pattern NOT_OF_THE_PRODUCT =
      Pattern.compile("<(dependencyManagement|build)>.*?</\\1>", Pattern.DOTALL);

  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*(?:<!--[^>]*-->\\s*)?<groupId>(?!dev\\.chatctl)[^<]+</groupId>\\s*"
              + "<artifactId>([^<]+)</artifactId>");

  private Modules() {}

  /** The folders that the root POM lists. */
  static Set<String> names() {
    return MODULE
        .matcher(text(PROJECT.resolve("pom.xml")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The artifacts of others that a POM names as a dependency. */
  static Set<String> dependencies() {
    return Stream.concat(Stream.of(""), names().stream())
        .map(folder -> text(PROJECT.resolve(folder).resolve("pom.xml")))
        .flatMap(
            pom -> DEPENDENCY.matcher(NOT_OF_THE_PRODUCT.matcher(pom).replaceAll("")).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every class of every module that has any. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .importPaths(
            names().stream()
                .map(name -> PROJECT.resolve(name).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList());
  }

  /** Which modules each module's classes use, without itself; tests are not counted. */
  static Map<String, Set<String>> imports(JavaClasses classes) {
    var imports = new TreeMap<String, Set<String>>();
    for (JavaClass type : classes) {
      String module = module(type);
      Set<String> used = imports.computeIfAbsent(module, name -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith("dev.chatctl."))
          .map(Modules::module)
          .filter(other -> !other.equals(module))
          .forEach(used::add);
    }
    return imports;
  }

  /** The simple names of the classes, those of tests too. */
  static Set<String> classNames() throws IOException {
    var names = new TreeSet<String>();
    for (String module : names()) {
      Path sources = PROJECT.resolve(module).resolve("src");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
        }
      }
    }
    return names;
  }

  private static String module(JavaClass type) {
    Path file = Path.of(type.getSource().orElseThrow().getUri());
    return PROJECT.relativize(file).getName(0).toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
