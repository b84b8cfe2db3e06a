package net.voipbin.provisioning.bridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.hash.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a credential may stand in a request, and what may be done with it there. */
class CredentialsTest {

    private static final String OWN = "/v1.0/customer";
    private static final String KEY = "vb_" + "k".repeat(32);

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant acme;
    private String token;

    @BeforeEach
    void populate() {
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        token = Bridge.token(acme);
        UUID keyId = UUID.randomUUID();
        ReadModel.execute(
                "insert into accesskeys values (?, ?, 1, 'CI', '', 'vb_kkkkkkkk', now() + interval '1 day', now(), null, null)",
                keyId,
                acme.id());
        ReadModel.execute("insert into credentials values (?, ?, 1, null, ?)", acme.id(), keyId, Sha256.of(KEY));
    }

    private static Reply put(String query, List<String> headers) {
        return bridge.send("PUT", OWN + query, "{\"name\":\"changed\"}", headers.toArray(String[]::new));
    }

    private static List<String> and(List<String> headers, String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return all;
    }

    /** What browsers say for a page of another site, and of old ones for a page of another host. */
    static Stream<List<String>> foreignPages() {
        return Stream.of(
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "cross-site", "Origin", "http://127.0.0.1"),
                List.of("Sec-Fetch-Site", "of-another-planet"),
                List.of("Sec-Fetch-Site", ""),
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "http://127.0.0.1.evil.example"),
                List.of("Origin", "http://127.0.0.1@evil.example"),
                List.of("Origin", "127.0.0.1"),
                List.of("Origin", "null"),
                List.of("Origin", ""));
    }

    @ParameterizedTest
    @MethodSource("foreignPages")
    void shouldChangeNothingByCookieForAnotherSitesPage(List<String> page) {
        // When
        Reply byToken = put("", and(page, "Cookie", "token=" + token));
        Reply byKey = put("", and(page, "Cookie", "accesskey=" + KEY));

        // Then
        assertThat(List.of(byToken, byKey)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.reason()).isEqualTo("PERMISSION_DENIED");
        });
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("foreignPages")
    void shouldReadByCookieForAnyPageAndChangeByAnyOtherCredential(List<String> page) {
        // When
        Reply read = bridge.get(OWN, and(page, "Cookie", "token=" + token).toArray(String[]::new));
        Reply byHeader = put("", and(page, "Authorization", "Bearer " + token, "Cookie", "token=" + token));
        Reply byToken = put("?token=" + token, and(page, "Cookie", "token=" + token));
        Reply byKey = put("?accesskey=" + KEY, and(page, "Cookie", "accesskey=" + KEY));

        // Then
        assertThat(List.of(read, byHeader, byToken, byKey))
                .extracting(Reply::status)
                .containsOnly(200);
    }

    /** A user interface of the same site, and clients that are no browsers. */
    static Stream<List<String>> ownPages() {
        return Stream.of(
                List.of(),
                List.of("Sec-Fetch-Site", "same-origin"),
                List.of("Sec-Fetch-Site", "same-site", "Origin", "https://admin.acme.example"),
                List.of("Sec-Fetch-Site", "none"),
                List.of("Origin", "http://127.0.0.1"),
                List.of("Origin", "https://127.0.0.1:8443"));
    }

    @ParameterizedTest
    @MethodSource("ownPages")
    void shouldChangeByCookieForTheSitesOwnPagesAndWhenNoBrowserAsks(List<String> page) {
        // When
        Reply byToken = put("", and(page, "Cookie", "token=" + token));
        Reply byKey = put("", and(page, "Cookie", "accesskey=" + KEY));

        // Then
        assertThat(List.of(byToken, byKey)).extracting(Reply::status).containsOnly(200);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.acme.example, api.acme.example, 200",
        "https://API.acme.example, api.ACME.example:443, 200",
        "http://[::1]:3000, [::1]:8080, 200",
        "http://[::1]:3000, [::2]:8080, 403",
        "https://acme.example, api.acme.example, 403",
        "https://api.acme.example, acme.example, 403",
        "https://api.acme.example/path, api.acme.example, 403"
    })
    void shouldDemandThatTheOriginsHostIsTheBridges(String origin, String host, int status) throws IOException {
        // When
        String answer = bridge.raw("PUT " + OWN + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                + "\r\nCookie: token=" + token + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void shouldNeitherUnregisterNorRecoverForAnotherSitesPage(String method) {
        // When
        Reply reply = bridge.send(
                method,
                "/auth/unregister",
                "{\"confirmation_phrase\":\"DELETE\"}",
                "Cookie",
                "token=" + token,
                "Sec-Fetch-Site",
                "cross-site");

        // Then
        assertThat(reply.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(bridge.provisioner().published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=TOKEN",
                "token=TOKEN; token=other",
                "a=b;token=TOKEN;c=d",
                " token = TOKEN ",
                "token=\"TOKEN\"",
                "tokens=x; xtoken=y; token=TOKEN",
                "token; token=TOKEN",
                "=token; token=TOKEN",
                "token=; accesskey=ACCESSKEY",
                "token=\"\"; accesskey=\"ACCESSKEY\"",
                "accesskey=other; token=TOKEN"
            })
    void shouldFindACookie(String cookies) {
        // When
        Reply reply = bridge.get(OWN, "Cookie", filled(cookies));

        // Then
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "token=other; token=TOKEN,INVALID_CREDENTIALS",
        "token=\"TOKEN,INVALID_CREDENTIALS",
        "token=\"\"TOKEN\"\",INVALID_CREDENTIALS",
        "token=TOKEN TOKEN,INVALID_CREDENTIALS",
        "token=other; accesskey=ACCESSKEY,INVALID_CREDENTIALS",
        "token=; token=TOKEN,AUTHENTICATION_REQUIRED",
        "token=\"\",AUTHENTICATION_REQUIRED",
        "Token=TOKEN,AUTHENTICATION_REQUIRED",
        "a=\"x; b=y\",AUTHENTICATION_REQUIRED"
    })
    void shouldTakeTheFirstOfSeveralCookiesAndOnlyWhole(String cookies, String reason) {
        // When
        Reply reply = bridge.get(OWN, "Cookie", filled(cookies));

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer TOKEN", "bearer TOKEN", "BEARER   TOKEN", "bEaReR TOKEN "})
    void shouldTakeABearerTokenHoweverTheWordIsWritten(String authorization) {
        // When
        Reply reply = bridge.get(OWN, "Authorization", filled(authorization));

        // Then
        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "BearerTOKEN,AUTHENTICATION_REQUIRED",
        "Bearer,AUTHENTICATION_REQUIRED",
        "Basic TOKEN,AUTHENTICATION_REQUIRED",
        "TOKEN,AUTHENTICATION_REQUIRED",
        "Bearer ACCESSKEY,INVALID_CREDENTIALS",
        "Bearer TOKEN TOKEN,INVALID_CREDENTIALS",
        "Bearer \"TOKEN\",INVALID_CREDENTIALS"
    })
    void shouldTakeNoCredentialFromAnotherHeader(String authorization, String reason) {
        // When
        Reply reply = bridge.get(OWN, "Authorization", filled(authorization));

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "?token=TOKEN&token=other,200",
        "?token=other&token=TOKEN,401",
        "?token=&token=TOKEN,401",
        "?token=TOKEN&accesskey=other,200",
        "?accesskey=ACCESSKEY&token=,200",
        "?accesskey=ACCESSKEY&accesskey=other,200",
        "?accesskey=other&accesskey=ACCESSKEY,401"
    })
    void shouldTakeTheFirstOfARepeatedParameter(String query, int status) {
        // Then
        assertThat(bridge.get(OWN + filled(query)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "vb_",
                "vb_%00%00",
                "%F0%9F%93%9E",
                "'%20or%20''='",
                "+ACCESSKEY",
                "ACCESSKEY+",
                "ACCESSKEY%0A",
                "ACCESSKEY%00",
                "VB_kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            })
    void shouldRefuseAnotherAccessKeyWhateverItsCharacters(String key) {
        // When
        Reply reply = bridge.get(OWN + "?accesskey=" + filled(key));

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF%FE", "%ED%A0%80", "ACCESSKEY%C3"})
    void shouldRefuseTheQueryWhenItsAccessKeyIsNoText(String key) {
        // When
        Reply reply = bridge.get(OWN + "?accesskey=" + filled(key));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    /** Among them the headers null, {} and [], no algorithm, and other algorithms. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bnVsbA.e30.AAAA",
                "bnVsbA.bnVsbA.bnVsbA",
                "e30.e30.AAAA",
                "W10.e30.AAAA",
                "eyJhbGciOm51bGx9.e30.AAAA",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJSUzI1NiJ9.e30.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA",
                "eyJhbGciOiJIUzI1NiIsImNyaXQiOm51bGx9.e30.AAAA",
                "...",
                "%00.%00.%00",
                "%F0%9F%93%9E"
            })
    void shouldRefuseAMangledToken(String mangled) {
        // When
        Reply reply = bridge.get(OWN + "?token=" + mangled);

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void shouldRefuseAHugeToken() {
        // When
        Reply reply = bridge.get(OWN, "Authorization", "Bearer " + "x".repeat(8_000));

        // Then
        assertThat(reply.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    private String filled(String template) {
        return template.replace("ACCESSKEY", KEY).replace("TOKEN", token);
    }
}
