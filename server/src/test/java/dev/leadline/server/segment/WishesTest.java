package dev.leadline.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.ingest.Signal.Options;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of §1.8: where senders say what they want of a destination, and what it means. */
class WishesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // What the sender writes                                            | wanted | id  | fid
        "{}                                                                  | true   |     |",
        "{'integrations':{}}                                                 | true   |     |",
        "{'integrations':{'All':true}}                                       | true   |     |",
        "{'integrations':{'All':false}}                                      | false  |     |",
        "{'integrations':{'all':false}}                                      | false  |     |",
        "{'integrations':{'Pardot':false}}                                   | false  |     |",
        "{'integrations':{'pardot':false}}                                   | true   |     |",
        "{'integrations':{'PARDOT':false}}                                   | true   |     |",
        "{'integrations':{'Pardot (Actions)':false}}                         | false  |     |",
        "{'integrations':{'Pardot Actions':false}}                           | false  |     |",
        "{'integrations':{'All':false,'Pardot':true}}                        | true   |     |",
        "{'integrations':{'All':false,'Pardot':{}}}                          | true   |     |",
        "{'integrations':{'All':false,'Pardot Actions':{'fid':'f'}}}         | true   |     | f",
        "{'integrations':{'Salesforce':false,'Segment.io':true}}             | true   |     |",
        "{'integrations':{'Pardot':'no','All':1}}                            | true   |     |",
        "{'integrations':{'Pardot':{'fid':'f','id':12}}}                     | true   | 12  | f",
        "{'integrations':{'Pardot':{'fid':'','id':null}}}                    | true   |     |",
        "{'context':{'Pardot':{'fid':'f'}}}                                  | true   |     | f",
        "{'context':{'Pardot':false}}                                        | false  |     |",
        "{'context':{'Pardot':{'fid':'f'}},'integrations':{}}                | true   |     |",
        "{'context':{'Pardot':{'fid':'f'}},'integrations':{'All':true}}      | true   |     |",
        "{'options':{'Pardot':{'id':'9'}}}                                   | true   | 9   |",
        "{'options':{'Pardot':{'id':'9'}},'integrations':{}}                 | true   |     |",
        "{'options':{'providers':{'Pardot':{'id':'9'}}}}                     | true   | 9   |",
        "{'options':{'providers':{'All':false}}}                             | false  |     |",
        "{'providers':{'Pardot':{'id':'9'}}}                                 | true   |     |",
        "{'context':{'integrations':{'Pardot':{'fid':'f'}}}}                 | true   |     |",
        "{'context':{'integrations':{'All':false}}}                          | true   |     |",
        "{'context':{'externalId':[{'type':'crmfid','id':'f'}]}}             | true   |     | f",
        "{'context':{'externalId':[{'type':'pardotId','id':7}]}}             | true   | 7   |",
        "{'context':{'externalId':[{'type':'CRMFID','id':'f'}]},'integrations':{'All':true}} | true | | f",
        "{'context':{'externalId':[{'type':'hubspot','id':'f'}]}}            | true   |     |",
        "{'context':{'externalId':[{'type':'crmfid','id':'x'}]},'integrations':{'Pardot':{'fid':'f'}}} | true | | f"
      })
  void whatSendersWriteIsUnderstood(String event, boolean wanted, String id, String fid)
      throws Refused {
    byte[] json = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    Event read = ReadCall.one(Body.of(json), "identify").events().getFirst();

    assertThat(read.wishes.decide(new Wishes())).isEqualTo(new Options(wanted, id, fid));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // of the batch                          | of the event                        | wanted |
        // fid
        "'integrations':{'All':false}            | {}                                  | false  |",
        "'integrations':{'All':false}            | {'integrations':{'All':true}}       | true   |",
        "'integrations':{'All':false}            | {'integrations':{'Pardot':{}}}      | true   |",
        "'integrations':{'Pardot':{'fid':'b'}}   | {'integrations':{'All':false}}      | true   | b",
        "'integrations':{'Pardot':{'fid':'b'}}   | {'integrations':{'Pardot':{'fid':'e'}}} | true | e",
        "'integrations':{}                       | {'context':{'Pardot':{'fid':'e'}}}  | true   |",
        "'context':{'Pardot':{'fid':'b'}}        | {}                                  | true   | b",
        "'context':{'Pardot':{'fid':'b'}}        | {'context':{'Pardot':{'fid':'e'}}}  | true   | e"
      })
  void theEventWinsOverItsBatch(String ofBatch, String event, boolean wanted, String fid)
      throws Refused {
    byte[] json =
        ("{" + ofBatch + ",'batch':[" + event + "]}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);

    Call call = ReadCall.batch(Body.of(json), SegmentSettings.DEFAULT);

    assertThat(call.events().getFirst().wishes.decide(call.wishes()))
        .isEqualTo(new Options(wanted, null, fid));
  }
}
