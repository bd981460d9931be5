package com.example;

import dev.socketio.cdi.EventRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** A bean like any other. */
@ApplicationScoped
public class Stock {

  private final Map<String, Integer> left = new HashMap<>(Map.of("tea", 100, "cake", 100));

  /** Takes some out, and returns how many are left. */
  public synchronized int take(String item, int count) {
    int remaining = left.getOrDefault(item, 0) - count;
    if (count < 1 || remaining < 0) {
      throw new EventRefusedException("sold_out", "There is not enough " + item);
    }
    left.put(item, remaining);
    return remaining;
  }
}
