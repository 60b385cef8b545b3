package dev.leadline.server.admin.connector;

import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Desk;
import dev.leadline.server.wiring.Hub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages for the connector to Salesforce: one bean for each kind of page. */
@Configuration(proxyBeanMethods = false)
public class ConnectorStage {
  @Bean
  ReadState readState(Crm crm, Hub hub) {
    return new ReadState(crm, hub.outbox());
  }

  @Bean
  ConnectorPages connectorPages(Crm crm, Desk desk, ReadState state) {
    return new ConnectorPages(crm, desk.users(), state);
  }

  @Bean
  SettingsPages settingsPages(Crm crm, ReadState state) {
    return new SettingsPages(crm, state);
  }

  @Bean
  MappingPages mappingPages(Crm crm, Hub hub, ReadState state) {
    return new MappingPages(crm, hub.fields(), state);
  }

  @Bean
  NewPairPages newPairPages(Crm crm, Hub hub, ReadState state) {
    return new NewPairPages(crm, hub.fields(), state);
  }

  @Bean
  SyncErrorPages syncErrorPages(Crm crm, Hub hub, ReadState state) {
    return new SyncErrorPages(crm.stores().errors(), hub.prospects(), state);
  }
}
