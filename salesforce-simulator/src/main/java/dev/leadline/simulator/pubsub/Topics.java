package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.auth.Session;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Org;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds out what a topic name means. */
final class Topics {
  private static final String DATA = "/data/";
  private static final String EVENT = "/event/";
  private static final String CHANGE_EVENT = "changeevent";

  private final Org org;
  private final Channels channels;
  private final EventSchemas schemas;
  private final PlatformEvents platformEvents;

  Topics(Org org, Channels channels, EventSchemas schemas, PlatformEvents platformEvents) {
    this.org = org;
    this.channels = channels;
    this.schemas = schemas;
    this.platformEvents = platformEvents;
  }

  /**
   * A topic.
   *
   * @param schemaId empty where events of several schemas come
   * @param published the platform event it carries, or null for changes
   */
  record Topic(
      String name,
      String schemaId,
      Predicate<Event> wanted,
      PlatformEvents.@Nullable Declared published) {}

  Topic need(String name, Session session) {
    if (name.isBlank()) {
      throw Refusal.EMPTY_TOPIC.because("Topic name is blank.");
    }
    Topic topic =
        name.startsWith(EVENT) ? event(name) : name.startsWith(DATA) ? data(name, session) : null;
    if (topic == null) {
      throw Refusal.NO_TOPIC.because("The topic " + name + " does not exist.");
    }
    return topic;
  }

  private @Nullable Topic event(String name) {
    PlatformEvents.Declared declared = platformEvents.find(name.substring(EVENT.length()));
    if (declared == null) {
      return null;
    }
    Predicate<Event> wanted =
        event ->
            event instanceof Event.Published published && published.name().equals(declared.name());
    return new Topic(EVENT + declared.name(), declared.schemaId(), wanted, declared);
  }

  private @Nullable Topic data(String name, Session session) {
    String channel = name.substring(DATA.length());
    if (channel.equalsIgnoreCase("ChangeEvents")) {
      return changes(name, "", type -> channels.isSelected(type) && sees(session, type));
    }
    Set<String> members = channels.members(channel);
    if (members != null) {
      return changes(
          name,
          "",
          type -> members.contains(type.name().toLowerCase(Locale.ROOT)) && sees(session, type));
    }
    ObjectType type = type(channel.toLowerCase(Locale.ROOT));
    if (type == null) {
      return null;
    }
    if (!sees(session, type)) {
      throw Refusal.MAY_NOT_SUBSCRIBE.because("You cannot subscribe to " + name + ".");
    }
    return changes(DATA + ChangeSchema.eventName(type), schemas.of(type).id(), type::equals);
  }

  private boolean sees(Session session, ObjectType type) {
    return org.access().sees(session.userId(), type);
  }

  private static Topic changes(String name, String schemaId, Predicate<ObjectType> wanted) {
    return new Topic(
        name,
        schemaId,
        event -> event instanceof Event.Changed changed && wanted.test(changed.entity()),
        null);
  }

  /** {@code LeadChangeEvent} is Lead's, {@code Visit__ChangeEvent} that of {@code Visit__c}. */
  private @Nullable ObjectType type(String event) {
    if (!event.endsWith(CHANGE_EVENT)) {
      return null;
    }
    String object = event.substring(0, event.length() - CHANGE_EVENT.length());
    return org.schema().object(object.endsWith("__") ? object + "c" : object);
  }
}
