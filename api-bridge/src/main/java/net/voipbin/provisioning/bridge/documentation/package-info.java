/** The API's OpenAPI document, and a page that shows it. */
@NullMarked
package net.voipbin.provisioning.bridge.documentation;

import org.jspecify.annotations.NullMarked;
