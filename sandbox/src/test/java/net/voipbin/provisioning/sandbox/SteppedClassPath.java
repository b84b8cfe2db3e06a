package net.voipbin.provisioning.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A class path whose classes read {@link SteppedClock} where they name the JDK's wall clock. It has jars only, as an
 * image's has: a JVM can archive their classes. (An agent would delay each start, and no archive would be of use.)
 */
final class SteppedClassPath {

    private static final String CLASS = ".class";

    private SteppedClassPath() {}

    /** The same classes, in jars in the directory, but for jars in which nobody reads the clock: they stay where they are. */
    static String of(String classPath, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> jars = new ArrayList<>();
        for (String name : classPath.split(File.pathSeparator)) {
            Path element = Path.of(name);
            if (Files.exists(element)) {
                // Several may have the same name.
                Path copy = directory.resolve(jars.size() + "-" + element.getFileName() + ".jar");
                Path jar = Files.isDirectory(element) ? packed(element, copy) : element;
                jars.add(redirected(jar, copy).toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path packed(Path directory, Path jar) throws IOException {
        try (FileSystem packed = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            for (Path file : files(directory)) {
                Path entry =
                        packed.getPath("/").resolve(directory.relativize(file).toString());
                Files.createDirectories(entry.getParent());
                Files.copy(file, entry);
            }
        }
        return jar;
    }

    private static Path redirected(Path jar, Path copy) throws IOException {
        Map<String, byte[]> redirected = redirectedClasses(jar);
        if (redirected.isEmpty()) {
            return jar;
        }
        if (!jar.equals(copy)) {
            Files.copy(jar, copy);
        }
        try (FileSystem entries = FileSystems.newFileSystem(copy)) {
            for (Map.Entry<String, byte[]> entry : redirected.entrySet()) {
                Files.write(entries.getPath(entry.getKey()), entry.getValue());
            }
        }
        return copy;
    }

    private static Map<String, byte[]> redirectedClasses(Path jar) throws IOException {
        Map<String, byte[]> redirected = new HashMap<>();
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
            for (Path file : files(entries.getPath("/"))) {
                String name = file.toString();
                if (name.endsWith(CLASS) && !isOfClock(name)) {
                    byte[] original = Files.readAllBytes(file);
                    byte[] present = ClockReferences.redirected(original);
                    if (present != original) {
                        redirected.put(name, present);
                    }
                }
            }
        }
        return redirected;
    }

    private static boolean isOfClock(String file) {
        return file.equals("/" + ClockReferences.CLOCK + CLASS) || file.startsWith("/" + ClockReferences.CLOCK + "$");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
