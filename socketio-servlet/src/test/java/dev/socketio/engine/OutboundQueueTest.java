package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.OutboundQueue.OfferResult;
import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
  private final OutboundQueue queue = new OutboundQueue(1000);

  private static List<EnginePacket> group(String... texts) {
    return Arrays.stream(texts).<EnginePacket>map(Message::new).toList();
  }

  @Test
  void givesPacketsOneByOneInOrder() {
    queue.offer(group("a", "b"), 1);
    queue.offer(group("c"), 2);
    assertThat(queue.takeOne()).isEqualTo(new Message("a"));
    queue.written();
    assertThat(queue.takeOne()).isEqualTo(new Message("b"));
    queue.written();
    assertThat(queue.takeOne()).isEqualTo(new Message("c"));
    queue.written();
    assertThat(queue.takeOne()).isNull();
    assertThat(queue.isDrained()).isTrue();
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void givesAllThatIsLeftOfAGroupAndWhatFollows() {
    queue.offer(group("a", "b", "c"), 1);
    queue.offer(group("d"), 2);
    queue.takeOne();
    queue.written();
    assertThat(queue.takeAll()).isEqualTo(group("b", "c", "d"));
    assertThat(queue.packets()).isEqualTo(3);
    queue.written();
    assertThat(queue.isDrained()).isTrue();
    assertThat(queue.takeAll()).isEmpty();
  }

  @Test
  void theOldestPacketIsTheOneBeingWritten() {
    assertThat(queue.oldest()).isEmpty();
    queue.offer(group("a", "b"), 1);
    queue.offer(group("c"), 2);
    assertThat(queue.oldest()).hasValue(1);
    queue.takeOne();
    assertThat(queue.oldest()).hasValue(1);
    queue.written();
    assertThat(queue.oldest()).hasValue(1);
    queue.takeOne();
    queue.written();
    assertThat(queue.oldest()).hasValue(2);
    queue.takeAll();
    queue.offer(group("d"), 3);
    assertThat(queue.oldest()).hasValue(2);
    queue.written();
    assertThat(queue.oldest()).hasValue(3);
  }

  @Test
  void aSealedQueueTakesNothingAndGivesWhatItHas() {
    queue.offer(group("a"), 1);
    queue.seal();
    assertThat(queue.offer(group("b"), 2)).isEqualTo(OfferResult.CLOSED);
    assertThat(queue.takeAll()).isEqualTo(group("a"));
  }

  @Test
  void aClosedQueueDropsWhatWaitsAndStillCountsWhatIsBeingWritten() {
    queue.offer(group("a", "b"), 1);
    queue.takeOne();
    queue.close();
    assertThat(queue.offer(group("c"), 2)).isEqualTo(OfferResult.CLOSED);
    assertThat(queue.takeOne()).isNull();
    assertThat(queue.packets()).isEqualTo(1);
    queue.written();
    assertThat(queue.packets()).isZero();
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void aFullQueueKeepsWhatItHas() {
    assertThat(queue.offer(group("x".repeat(936)), 1)).isEqualTo(OfferResult.TAKEN);
    assertThat(queue.offer(group(""), 2)).isEqualTo(OfferResult.FULL);
    assertThat(queue.bytes()).isEqualTo(1000);
    assertThat(queue.packets()).isEqualTo(1);
  }

  @Property
  void whateverIsOfferedComesOutOnceAndInOrder(
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 5) Integer> sizes,
      @ForAll @Size(max = 100) List<Boolean> takeAll) {
    OutboundQueue large = new OutboundQueue(1 << 20);
    List<EnginePacket> in = new ArrayList<>();
    List<EnginePacket> out = new ArrayList<>();
    int step = 0;
    for (int size : sizes) {
      List<EnginePacket> group = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        group.add(new Message(String.valueOf(in.size() + i)));
      }
      in.addAll(group);
      large.offer(group, step);
      if (step < takeAll.size()) {
        take(large, takeAll.get(step), out);
      }
      step++;
    }
    take(large, true, out);
    assertThat(out).isEqualTo(in);
    assertThat(large.isDrained()).isTrue();
    assertThat(large.bytes()).isZero();
  }

  private static void take(OutboundQueue queue, boolean all, List<EnginePacket> out) {
    if (all) {
      out.addAll(queue.takeAll());
    } else {
      EnginePacket packet = queue.takeOne();
      if (packet != null) {
        out.add(packet);
      }
    }
    queue.written();
  }
}
