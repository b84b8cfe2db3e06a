package net.voipbin.provisioning.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Command lines of Java programs that live no longer than this process, on this process's own JDK. */
public final class JavaCommand {

    /** Logs as plain lines on standard output. */
    public static final String PLAIN_LOG =
            "-Dlogback.configurationFile=net/voipbin/provisioning/sandbox/process/child-logback.xml";

    private JavaCommand() {}

    /**
     * A program on this process's own class path.
     *
     * @param argumentFile where the long arguments are written, since a class path may exceed a command line
     */
    public static List<String> of(Path argumentFile, List<String> options, String mainClass, List<String> arguments) {
        return of(Jvm.SMALL, argumentFile, options, mainClass, arguments);
    }

    /** A program on this process's own class path, in such a JVM. */
    public static List<String> of(
            Jvm jvm, Path argumentFile, List<String> options, String mainClass, List<String> arguments) {
        return of(jvm, argumentFile, System.getProperty("java.class.path"), options, mainClass, arguments);
    }

    /** A program on the given class path, which has to hold {@link SupervisedMain}. */
    public static List<String> of(
            Path argumentFile, String classPath, List<String> options, String mainClass, List<String> arguments) {
        return of(Jvm.SMALL, argumentFile, classPath, options, mainClass, arguments);
    }

    private static List<String> of(
            Jvm jvm,
            Path argumentFile,
            String classPath,
            List<String> options,
            String mainClass,
            List<String> arguments) {
        List<String> fromFile = new ArrayList<>(jvm.options());
        fromFile.addAll(commonOptions());
        fromFile.addAll(options);
        fromFile.addAll(List.of("-cp", classPath));
        try {
            Files.createDirectories(argumentFile.toAbsolutePath().getParent());
            Files.write(argumentFile, fromFile.stream().map(JavaCommand::quoted).toList(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + argumentFile);
        command.add(SupervisedMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The JVM arguments that every program needs, as the build defines them. */
    private static List<String> commonOptions() {
        try (InputStream file =
                Objects.requireNonNull(JavaCommand.class.getResourceAsStream("jvm-arguments.txt"), "jvm-arguments")) {
            return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
