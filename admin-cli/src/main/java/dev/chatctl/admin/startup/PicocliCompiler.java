package dev.chatctl.admin.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Replaces picocli's jar by one compiled from its sources for the Java this project needs. */
final class PicocliCompiler {
  private static final String MARK = "Compiled-Anew-For-Java";
  private static final String RELEASE = "21";

  private PicocliCompiler() {}

  /**
   * Compiles it, unless that was done.
   *
   * @param sources the folder that holds picocli's jar of sources
   * @param libraries the folder that holds its jar
   */
  static void compile(Path sources, Path libraries) throws IOException {
    Path jar = only(libraries, "picocli-");
    try (var existing = new JarFile(jar.toFile())) {
      Manifest manifest = existing.getManifest();
      if (manifest != null && manifest.getMainAttributes().containsKey(new Attributes.Name(MARK))) {
        return;
      }
    }
    Path work = Files.createTempDirectory("chatctl-picocli");
    try {
      List<Path> files = unpack(only(sources, "picocli-"), work.resolve("sources"));
      Path classes = Files.createDirectories(work.resolve("classes"));
      compile(files, classes);
      pack(classes, libraries.resolve("picocli.new"));
      Files.move(libraries.resolve("picocli.new"), jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(work);
    }
  }

  private static Path only(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException(folder + ": no " + prefix + "*.jar"));
    }
  }

  private static List<Path> unpack(Path jar, Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (var sources = new JarFile(jar.toFile())) {
      for (JarEntry entry : sources.stream().toList()) {
        Path file = folder.resolve(entry.getName()).normalize();
        boolean wanted =
            entry.getName().startsWith("picocli/") && entry.getName().endsWith(".java");
        if (wanted && file.startsWith(folder)) {
          Files.createDirectories(file.getParent());
          try (InputStream in = sources.getInputStream(entry)) {
            Files.copy(in, file);
          }
          files.add(file);
        }
      }
    }
    return files;
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release",
              RELEASE,
              "-proc:none",
              "-nowarn",
              "-Xlint:none",
              "-d",
              classes.toString());
      boolean done =
          compiler
              .getTask(
                  null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!done) {
        throw new IOException("picocli's sources do not compile");
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name(MARK), RELEASE);
    try (OutputStream out = Files.newOutputStream(jar);
        var packed = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, packed);
        packed.closeEntry();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
