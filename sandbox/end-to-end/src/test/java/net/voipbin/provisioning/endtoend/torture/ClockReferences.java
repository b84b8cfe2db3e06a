package net.voipbin.provisioning.endtoend.torture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The references in a class file to the JDK's wall clock: to methods that {@link SteppedClock} has too, with the same
 * names and types. Only the constants that name them change, so that calls and method references are all met, and code
 * and stack maps stay as they are. (The JDK's own means to change class files are younger than the release that this is
 * compiled for.)
 */
final class ClockReferences {

    /** The class that is referred to instead, as class files call it. */
    static final String CLOCK = SteppedClock.class.getName().replace('.', '/');

    private static final Set<String> READINGS = Set.of(
            "java/lang/System.currentTimeMillis()J",
            "java/time/Instant.now()Ljava/time/Instant;",
            "java/time/InstantSource.system()Ljava/time/InstantSource;",
            "java/time/Clock.systemUTC()Ljava/time/Clock;",
            "java/time/Clock.systemDefaultZone()Ljava/time/Clock;");

    /** The classes of the readings: looked at first, since a program's start looks at every class that it loads. */
    private static final Set<String> READ = READINGS.stream()
            .map(reading -> reading.substring(0, reading.indexOf('.')))
            .collect(Collectors.toSet());

    // The tags and sizes of constants: Java Virtual Machine Specification, section 4.4.
    private static final byte UTF8 = 1;
    private static final byte LONG = 5;
    private static final byte DOUBLE = 6;
    private static final byte CLASS = 7;
    private static final byte METHOD = 10;
    private static final byte INTERFACE_METHOD = 11;

    private static final int COUNT_OFFSET = 8;
    private static final int MOST_CONSTANTS = 65_535;

    private final ByteBuffer classFile;
    private final int[] offsets;
    private final int end;

    private ClockReferences(ByteBuffer classFile) {
        this.classFile = classFile;
        offsets = new int[unsigned(COUNT_OFFSET)];
        int offset = COUNT_OFFSET + Short.BYTES;
        for (int constant = 1; constant < offsets.length; constant++) {
            offsets[constant] = offset;
            byte tag = classFile.get(offset);
            offset += 1 + size(tag, offset + 1);
            if (tag == LONG || tag == DOUBLE) {
                constant++;
            }
        }
        end = offset;
    }

    /** The same class, but that it reads the other clock; the argument itself where it reads none. */
    static byte[] redirected(byte[] classFile) {
        ClockReferences references = new ClockReferences(ByteBuffer.wrap(classFile.clone()));
        return references.redirect() ? references.withClock() : classFile;
    }

    /** Whether there were any; they refer to a constant then that is not there yet, behind all others. */
    private boolean redirect() {
        boolean found = false;
        Set<Integer> read = read();
        for (int offset : offsets) {
            if (offset != 0 && isReading(offset, read)) {
                found = true;
                classFile.put(offset, METHOD).putShort(offset + 1, (short) (offsets.length + 1));
            }
        }
        return found;
    }

    private byte[] withClock() {
        if (offsets.length + 2 > MOST_CONSTANTS) {
            throw new IllegalStateException("no room for another constant");
        }
        byte[] name = CLOCK.getBytes(StandardCharsets.UTF_8);
        classFile.putShort(COUNT_OFFSET, (short) (offsets.length + 2));
        return ByteBuffer.allocate(classFile.capacity() + 1 + Short.BYTES + name.length + 1 + Short.BYTES)
                .put(classFile.array(), 0, end)
                .put(UTF8)
                .putShort((short) name.length)
                .put(name)
                .put(CLASS)
                .putShort((short) offsets.length)
                .put(classFile.array(), end, classFile.capacity() - end)
                .array();
    }

    /** The constants that name classes of the readings. */
    private Set<Integer> read() {
        Set<Integer> read = new HashSet<>();
        for (int constant = 0; constant < offsets.length; constant++) {
            int offset = offsets[constant];
            if (offset != 0 && classFile.get(offset) == CLASS && READ.contains(text(offset + 1))) {
                read.add(constant);
            }
        }
        return read;
    }

    private boolean isReading(int offset, Set<Integer> read) {
        byte tag = classFile.get(offset);
        if ((tag != METHOD && tag != INTERFACE_METHOD) || !read.contains(unsigned(offset + 1))) {
            return false;
        }
        int owner = offsets[unsigned(offset + 1)];
        int nameAndType = offsets[unsigned(offset + 1 + Short.BYTES)];
        return READINGS.contains(text(owner + 1) + "." + text(nameAndType + 1) + text(nameAndType + 1 + Short.BYTES));
    }

    /** The text that the index at the offset refers to. */
    private String text(int offset) {
        int text = offsets[unsigned(offset)];
        return new String(classFile.array(), text + 1 + Short.BYTES, unsigned(text + 1), StandardCharsets.UTF_8);
    }

    private int size(byte tag, int offset) {
        return switch (tag) {
            case UTF8 -> Short.BYTES + unsigned(offset);
            case LONG, DOUBLE -> 8;
            // Of a method, by its kind and index.
            case 15 -> 3;
            // A class, a string, a method's type, a module, a package.
            case CLASS, 8, 16, 19, 20 -> 2;
            // A number, a member, a name and type, what is computed.
            case 3, 4, 9, METHOD, INTERFACE_METHOD, 12, 17, 18 -> 4;
            default -> throw new IllegalArgumentException("no constant has the tag " + tag);
        };
    }

    private int unsigned(int offset) {
        return Short.toUnsignedInt(classFile.getShort(offset));
    }
}
