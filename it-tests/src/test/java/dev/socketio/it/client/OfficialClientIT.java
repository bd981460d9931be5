package dev.socketio.it.client;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@UsesMounts
class OfficialClientIT {

  private final Mounts mounts;

  OfficialClientIT(Mounts mounts) {
    this.mounts = mounts;
  }

  @TestFactory
  Stream<DynamicTest> overPolling() throws Exception {
    return new NodeScript("client.mjs").run(mounts.steadySocket(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> overWebSocket() throws Exception {
    return new NodeScript("client.mjs").run(mounts.steadySocket(), Mode.WEBSOCKET);
  }

  @TestFactory
  Stream<DynamicTest> whileUpgrading() throws Exception {
    return new NodeScript("client.mjs").run(mounts.steadySocket(), Mode.UPGRADE);
  }

  @TestFactory
  Stream<DynamicTest> manyInARoomOverPolling() throws Exception {
    return new NodeScript("broadcast.mjs").run(mounts.steadySocket(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> manyInARoomOverWebSocket() throws Exception {
    return new NodeScript("broadcast.mjs").run(mounts.steadySocket(), Mode.WEBSOCKET);
  }

  @TestFactory
  Stream<DynamicTest> manyInARoomWhileUpgrading() throws Exception {
    return new NodeScript("broadcast.mjs").run(mounts.steadySocket(), Mode.UPGRADE);
  }

  @TestFactory
  Stream<DynamicTest> floodOfEventsDuringTheUpgrade() throws Exception {
    return new NodeScript("upgrade.mjs").run(mounts.steadySocket(), Mode.UPGRADE);
  }
}
