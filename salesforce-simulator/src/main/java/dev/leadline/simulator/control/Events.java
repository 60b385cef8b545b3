package dev.leadline.simulator.control;

import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.pubsub.ChangeType;
import dev.leadline.simulator.pubsub.PlatformEvents;
import dev.leadline.simulator.pubsub.PubSub;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Sets what is published as events, and disturbs the streams. */
final class Events {

  private final PubSub pubSub;
  private final Records records;
  private final Founding.Founded founded;

  Events(PubSub pubSub, Records records, Founding.Founded founded) {
    this.pubSub = pubSub;
    this.records = records;
    this.founded = founded;
  }

  /**
   * {@code {"select":["Task"],"deselect":["Account"]}} or {@code
   * {"channel":"Ours__chn","objects":["Lead"]}}.
   */
  Object channels(Ask ask) {
    ask.texts("select").forEach(pubSub.channels()::select);
    ask.texts("deselect").forEach(pubSub.channels()::deselect);
    String channel = ask.text("channel");
    if (channel != null) {
      pubSub.channels().declare(channel, ask.texts("objects"));
    }
    return Map.of("done", true);
  }

  /** {@code {"name":"Shipped__e","fields":{"Order__c":"text"}}}. */
  Object platformEvent(Ask ask) {
    Map<String, PlatformEvents.FieldType> fields = new LinkedHashMap<>();
    ask.object("fields")
        .forEach((name, type) ->
            fields.put(
                name,
                PlatformEvents.FieldType.valueOf(
                    String.valueOf(type).toUpperCase(Locale.ROOT).replace('-', '_'))));
    pubSub.platformEvents().declare(ask.needText("name"), fields);
    return Map.of("done", true);
  }

  /** {@code {"name":"Ours","topic":"/data/LeadChangeEvent","earliest":true}}. */
  Object managedSubscription(Ask ask) {
    return Map.of(
        "id",
        pubSub
            .managedSubscriptions()
            .declare(ask.needText("name"), ask.needText("topic"), ask.flag("earliest")));
  }

  /** {@code {"object":"Lead","kind":"GAP_UPDATE","ids":[…]}}. */
  Object gap(Ask ask) {
    ChangeType kind =
        ChangeType.valueOf(Objects.requireNonNullElse(ask.text("kind"), "GAP_UPDATE"));
    pubSub.tellGap(records.type(ask), kind, ask.texts("ids"), founded.administratorId());
    return Map.of("done", true);
  }

  Object cut(Ask ask) {
    pubSub.cutStreams();
    return Map.of("cut", true);
  }

  Object certificate(Ask ask) {
    return Map.of("certificate", pubSub.certificate().pem());
  }
}
