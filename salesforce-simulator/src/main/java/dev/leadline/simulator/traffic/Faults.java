package dev.leadline.simulator.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults that are switched on. */
public final class Faults {

  private final RandomGenerator random;
  private final List<Fault> active = new ArrayList<>();
  private final Map<String, Integer> hits = new HashMap<>();

  public Faults(RandomGenerator random) {
    this.random = random;
  }

  public synchronized void add(Fault fault) {
    active.add(fault);
  }

  public synchronized boolean remove(String id) {
    hits.remove(id);
    return active.removeIf(fault -> fault.id().equals(id));
  }

  public synchronized void clear() {
    active.clear();
    hits.clear();
  }

  public synchronized List<Fault> list() {
    return List.copyOf(active);
  }

  /** The fault that hits this call, if any; each asked fault counts its hits. */
  public synchronized Optional<Fault> strike(String method, String path) {
    for (Fault fault : List.copyOf(active)) {
      if (fault.matches(method, path) && random.nextDouble() < fault.rate()) {
        int hit = hits.merge(fault.id(), 1, Integer::sum);
        if (fault.times() > 0 && hit >= fault.times()) {
          active.remove(fault);
          hits.remove(fault.id());
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
