package dev.leadline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Suggestion;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Written;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.RemoteTrouble.Kind;
import dev.leadline.prospect.FieldType;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Schema.SObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What Salesforce is known to answer, read without it. */
class RecordedRepliesTest {
  private static final Write CREATE = new Write.Create("Lead", Map.of());

  @Test
  void aRowOfACollectionTellsItsOwnFate() {
    assertThat(WriteRecords.read(json("{'id':'00Q1','success':true,'errors':[]}"), CREATE))
        .isEqualTo(new Written.Created("00Q1"));
    assertThat(
            WriteRecords.read(
                json(
                    "{'success':false,'errors':[{'statusCode':'REQUIRED_FIELD_MISSING',"
                        + "'message':'Required fields are missing: [Company]',"
                        + "'fields':['Company']}]}"),
                CREATE))
        .isEqualTo(
            new Written.Failed(
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [Company]",
                List.of("Company"),
                Remedy.PERSON));
  }

  @ParameterizedTest
  @CsvSource({
    "UNABLE_TO_LOCK_ROW, RETRY",
    "REQUEST_LIMIT_EXCEEDED, RETRY",
    "ALL_OR_NONE_OPERATION_ROLLED_BACK, RETRY",
    "CANNOT_UPDATE_CONVERTED_LEAD, RELINK",
    "ENTITY_IS_DELETED, RELINK",
    "DUPLICATES_DETECTED, RELINK",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION, PERSON",
    "INVALID_FIELD, PERSON",
    "SOMETHING_NEVER_SEEN, PERSON",
    "MALFORMED_QUERY, BUG"
  })
  void aCodeSaysWhoMustAct(String code, Remedy remedy) {
    assertThat(StatusCodes.remedy(code)).isEqualTo(remedy);
  }

  @Test
  void aRefusedCallSaysHowLongToWait() {
    RemoteTrouble day = trouble(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    RemoteTrouble crowd =
        trouble(
            403,
            "REQUEST_LIMIT_EXCEEDED",
            "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");

    assertThat(day.kind()).isEqualTo(Kind.QUOTA);
    assertThat(day.pause()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    assertThat(crowd.kind()).isEqualTo(Kind.QUOTA);
    assertThat(crowd.pause()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(trouble(503, "SERVER_UNAVAILABLE", "later").kind()).isEqualTo(Kind.PASSING);
    assertThat(trouble(502, "", "<html>").kind()).isEqualTo(Kind.PASSING);
    assertThat(trouble(400, "INVALID_FIELD", "No such column").kind())
        .isEqualTo(Kind.CONFIGURATION);
    assertThat(trouble(400, "MALFORMED_QUERY", "unexpected token").kind()).isEqualTo(Kind.BUG);
  }

  @Test
  void errorsAreReadInEitherForm() {
    Reply rest =
        new Reply(
            401,
            json("[{'message':'Session expired or invalid','errorCode':'INVALID_SESSION_ID'}]"),
            Optional.empty());
    Reply oauth =
        new Reply(
            400,
            json("{'error':'invalid_grant','error_description':'authentication failure'}"),
            Optional.empty());

    assertThat(rest.code()).isEqualTo("INVALID_SESSION_ID");
    assertThat(rest.message()).isEqualTo("Session expired or invalid");
    assertThat(oauth.code()).isEqualTo("invalid_grant");
    assertThat(oauth.message()).isEqualTo("authentication failure");
  }

  @Test
  void aRowIsReadInCanonicalTexts() {
    JsonNode row =
        json(
            "{'Id':'00Q1','SystemModstamp':'2015-08-19T08:17:00.000+0000','IsDeleted':false,"
                + "'AnnualRevenue':1250000.0,'DoNotCall':true,'Title':null,"
                + "'Account':{'attributes':{},'Name':'Acme'},'Colours__c':'red;blue'}");

    Found found =
        Rows.found(
            "Lead",
            row,
            List.of("AnnualRevenue", "DoNotCall", "Title", "Account.Name", "Colours__c"));

    assertThat(found.modifiedAt()).isEqualTo(Instant.parse("2015-08-19T08:17:00Z"));
    assertThat(found.values())
        .containsEntry("AnnualRevenue", "1250000")
        .containsEntry("DoNotCall", "true")
        .containsEntry("Title", "")
        .containsEntry("Account.Name", "Acme")
        .containsEntry("Colours__c", "red;blue");
  }

  @Test
  void aConvertedLeadAndAMergedOneHaveMoved() {
    String stamp = "'SystemModstamp':'2015-08-19T08:17:00.000+0000'";
    Found converted =
        Rows.found(
            "Lead",
            json(
                "{'Id':'00Q1',%s,'IsConverted':true,'ConvertedContactId':'0031'}".formatted(stamp)),
            List.of());
    Found merged =
        Rows.found(
            "Lead",
            json("{'Id':'00Q1',%s,'IsDeleted':true,'MasterRecordId':'00Q2'}".formatted(stamp)),
            List.of());

    assertThat(converted.movedTo()).isEqualTo(new Place("Contact", "0031"));
    assertThat(merged.movedTo()).isEqualTo(new Place("Lead", "00Q2"));
    assertThat(merged.deleted()).isFalse();
  }

  @Test
  void aDescribeTellsWhatMayBeSyncedAndWhatIsUsual() {
    SObject lead =
        Schema.read(
            "Lead",
            json(
                "{'createable':true,'updateable':true,'fields':["
                    + field("LastName", "string", "'nillable':false,'length':80")
                    + ','
                    + field("Status", "picklist", "'nillable':false,'defaultedOnCreate':true")
                    + ','
                    + field("OwnerId", "reference", "'nillable':false,'defaultedOnCreate':true")
                    + ','
                    + field("ReportsToId", "reference", "'nillable':true")
                    + ','
                    + field("DoNotCall", "boolean", "'nillable':false,'defaultedOnCreate':true")
                    + ",{'name':'Email','type':'email','label':'Email','createable':false,"
                    + "'updateable':false,'nillable':true,'length':80}]}"));

    assertThat(lead.fields().keySet())
        .containsExactly("LastName", "Status", "OwnerId", "DoNotCall", "Email");
    assertThat(lead.fields().get("LastName"))
        .satisfies(name -> {
          assertThat(name.required()).isTrue();
          assertThat(name.length()).isEqualTo(80);
        });
    assertThat(lead.fields().get("Status"))
        .satisfies(status -> assertThat(status.required()).isFalse());
    assertThat(lead.fields().get("OwnerId"))
        .satisfies(owner -> assertThat(owner.type()).isEqualTo(FieldType.CRM_USER));
    assertThat(DefaultMapping.of(lead))
        .extracting(Suggestion::field)
        .as("Email can be neither written nor is it worth reading alone; opted_out is not there")
        .containsExactlyInAnyOrder("last_name", "is_do_not_call", "assigned_to");
  }

  @Test
  void nothingInATextEndsItsQuotes() {
    assertThat(Soql.quoted("o'brien\\' OR Id != null"))
        .isEqualTo("'o\\'brien\\\\\\' OR Id != null'");
    assertThat(Soql.in(List.of("a", "b'"))).isEqualTo(" IN ('a','b\\'')");
  }

  @Test
  void onlyANamePassesForAField() {
    assertThat(Soql.name("Account.Name")).isEqualTo("Account.Name");
    assertThatThrownBy(() -> Soql.name("Id FROM User--")).isInstanceOf(RemoteTrouble.class);
  }

  @Test
  void aPositionIsReadBackAsItWas() {
    Instant watermark = Instant.parse("2026-03-01T12:00:00Z");
    Position position =
        new Position(
            Map.of(
                "Lead", new Position.Mark(watermark, watermark.plusSeconds(5), "00Q1"),
                "Contact", new Position.Mark(watermark, null, null)));

    assertThat(Position.parse(position.text())).isEqualTo(position);
    assertThat(Position.parse(null).types()).isEmpty();
  }

  @Test
  void theBudgetIsReadFromTheHeader() {
    ApiUse use = new ApiUse();
    use.note("api-usage=18/5000");

    assertThat(use.budget()).isEqualTo(new ApiUse.Budget(18, 5000));
  }

  private static RemoteTrouble trouble(int status, String code, String message) {
    return StatusCodes.trouble(status, code, message);
  }

  private static String field(String name, String type, String more) {
    return "{'name':'%s','label':'%s','type':'%s','createable':true,'updateable':true,%s}"
        .formatted(name, name, type, more);
  }

  private static JsonNode json(String text) {
    return Http.JSON.readTree(text.replace('\'', '"'));
  }
}
