package net.voipbin.provisioning.bridge.http;

import java.util.Locale;

/** A media type as a Content-Type header names it. */
public final class MediaType {

    private MediaType() {}

    /** Whether a body of the type is taken for JSON: application/json, in UTF-8 where it names a charset. */
    public static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
