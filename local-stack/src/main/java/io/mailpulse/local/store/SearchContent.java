package io.mailpulse.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import io.mailpulse.schema.elasticsearch.MailField;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The search indices as a store, read page by page. */
public final class SearchContent {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INDICES = "/" + IndexTemplate.INDEX_PREFIX + "*";
  private static final int PAGE = 500;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI search;

  private SearchContent(URI search) {
    this.search = search;
  }

  /**
   * Reads every document.
   *
   * @param search where the server answers
   * @throws LocalStackException if it does not, or not with documents
   */
  public static StoreContent of(URI search) {
    return new SearchContent(search).read();
  }

  private StoreContent read() {
    post(INDICES + "/_refresh?allow_no_indices=true", "");
    Map<String, StoredMail> mails = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    JsonNode hits = page(null);
    while (!hits.isEmpty()) {
      for (JsonNode hit : hits) {
        JsonNode document = hit.path("_source");
        texts.add(document.toString());
        StoredMail mail = mail(document);
        StoredMail twin = mails.put(mail.emailId(), mail);
        if (twin != null) {
          throw new LocalStackException(
              "mail " + mail.emailId() + " has two documents in the search indices");
        }
      }
      hits = page(hits.get(hits.size() - 1).path("sort"));
    }
    return new StoreContent("Elasticsearch", mails, texts);
  }

  private static StoredMail mail(JsonNode document) {
    return new StoredMail(
        text(document, MailField.EMAIL_ID),
        text(document, MailField.THREAD_ID),
        text(document, MailField.LABEL),
        text(document, MailField.LANGUAGE),
        text(document, MailField.MAIL_KIND),
        text(document, MailField.UNKNOWN_REASON),
        text(document, MailField.MODEL_VERSION));
  }

  /** A field of a document; empty if it is not there. */
  private static String text(JsonNode document, MailField field) {
    return document.path(field.wireName()).asText("");
  }

  private JsonNode page(JsonNode after) {
    ObjectNode query = MAPPER.createObjectNode().put("size", PAGE);
    query.putArray("sort").add(MailField.EMAIL_ID.wireName());
    if (after != null) {
      query.set("search_after", after);
    }
    return post(INDICES + "/_search?allow_no_indices=true", query.toString())
        .path("hits")
        .path("hits");
  }

  private JsonNode post(String path, String body) {
    var request =
        HttpRequest.newBuilder(search.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new LocalStackException(
            "the search server answered " + response.statusCode() + " to " + path);
      }
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new LocalStackException(
          "the search server at " + search + " does not answer (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the search server was read", e);
    }
  }
}
