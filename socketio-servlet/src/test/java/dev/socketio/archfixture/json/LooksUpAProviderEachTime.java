package dev.socketio.archfixture.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;

/** Violation: a service is looked up for each call. */
public final class LooksUpAProviderEachTime {
  JsonArray empty() {
    return Json.createArrayBuilder().build();
  }
}
