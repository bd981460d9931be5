package dev.socketio.archfixture.json;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.function.Supplier;

/** Violation: the same, less visibly. */
public final class LooksUpAProviderByReference {
  Supplier<JsonArrayBuilder> builders() {
    return Json::createArrayBuilder;
  }
}
