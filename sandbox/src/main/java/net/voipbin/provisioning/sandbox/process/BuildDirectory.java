package net.voipbin.provisioning.sandbox.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the files that the build of the sandbox has made, below its target directory. */
public final class BuildDirectory {

    private BuildDirectory() {}

    public static Path resolve(String name) {
        Path parent = classes().getParent();
        if (parent == null) {
            throw new PartFailedException("The sandbox runs from its build directory only");
        }
        return parent.resolve(name);
    }

    /** This module's own classes: a directory or a jar. */
    public static Path classes() {
        try {
            return Path.of(BuildDirectory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
