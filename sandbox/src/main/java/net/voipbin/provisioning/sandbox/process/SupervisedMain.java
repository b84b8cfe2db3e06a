package net.voipbin.provisioning.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class for as long as the parent process lives. The parent holds the other end of standard input:
 * however the parent ends, SIGKILL included, the system closes that pipe, and this process halts at once.
 */
public final class SupervisedMain {

    private static final int ORPHANED = 70;

    private SupervisedMain() {}

    /** The main class's name, then its arguments. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> haltAtEnd(System.in));
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static void haltAtEnd(InputStream parent) {
        try {
            parent.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("The pipe to the parent process broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
