package io.mailpulse.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Hugging Face tokenizer is the measure: same ids for every text. */
class WordPieceParityTest {

  private static final String ENGLISH = "/e5-small-v2-q-tokenizer.json";
  private static final String CHINESE = "/bge-small-zh-v1.5-q-tokenizer.json";

  private final List<Tokenizer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Tokenizer::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void givesTheSameIdsForVariedTexts(String file) throws IOException {
    Tokenizer ours = ours(file);
    Tokenizer measure = measure(file);

    assertThat(ours).isInstanceOf(WordPieceTokenizer.class);
    for (String text : texts()) {
      assertThat(ours.encode(text, 512)).as(text).isEqualTo(measure.encode(text, 512));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void givesTheSameIdsForEveryCodePoint(String file) throws IOException {
    Tokenizer ours = ours(file);
    Tokenizer measure = measure(file);
    List<String> different = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = "a" + Character.toString(c) + "b";
      if (!java.util.Arrays.equals(ours.encode(text, 64), measure.encode(text, 64))) {
        different.add(String.format("%04X %d", c, Character.getType(c)));
      }
    }
    assertThat(different).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void givesTheSameIdsForRandomTexts(String file) throws IOException {
    Tokenizer ours = ours(file);
    Tokenizer measure = measure(file);
    var random = new Random(7);
    List<String> texts = texts();
    for (int n = 0; n < 2000; n++) {
      var text = new StringBuilder();
      for (int k = 0; k < 4; k++) {
        String from = texts.get(random.nextInt(texts.size()));
        int start = random.nextInt(from.length() + 1);
        text.append(from, start, Math.min(from.length(), start + random.nextInt(30)));
      }
      String mixed = text.toString();
      assertThat(ours.encode(mixed, 40)).as(mixed).isEqualTo(measure.encode(mixed, 40));
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void truncatesBeforeTheClosingToken(int maxTokens) throws IOException {
    String text = "The parcel arrived unbelievably late, and nobody answered.";
    int[] ids = ours(ENGLISH).encode(text, maxTokens);

    assertThat(ids).isEqualTo(measure(ENGLISH).encode(text, maxTokens));
    assertThat(ids).hasSizeLessThanOrEqualTo(maxTokens).startsWith(101).endsWith(102);
  }

  static Stream<Integer> lengths() {
    return Stream.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 128);
  }

  private static List<String> texts() {
    return List.of(
        "",
        " ",
        "Hello world",
        "query: The parcel arrived unbelievably late!!! #fail @shop <URL> <NUM>",
        "Ünïcödé café naïve Ångström ÇA İstanbul ıssız ŞİKAYET ß ẞ ﬁ ǅ",
        "Cafe\u0301 a\u030A\u0323 \u0301start",
        "这个产品很差，客服也不回复。退款！",
        "日本語のテキストです。カタカナ と ひらがな、漢字。",
        "한국어 문장입니다. 배송이 너무 늦어요",
        "مرحبا، هذا المنتج سيء جداً؟ لماذا",
        "यह उत्पाद बहुत खराब है। धन्यवाद",
        "สินค้าดีมาก จัดส่งเร็ว",
        "Это ужасно, верните деньги! Ёлка й",
        "Η εξυπηρέτηση ήταν άψογη ΣΊΣΥΦΟΣ",
        "שלום, המוצר לא הגיע בזמן",
        "😀👍🏽👩‍👩‍👧 ❤️ 🇩🇪 #️⃣ 🫠🫶",
        "a\u0000b\u0001c\u0085d\u200be\u200df\ufeffg\u00adh\u2028i\u2029j\u00a0k\u3000l\u1680m",
        "\ud83d lone \udc4d surrogates \ud83d",
        "[CLS] literal [SEP] tokens [MASK] [PAD][UNK] [sep] [X]",
        "word".repeat(60) + " " + "x".repeat(100) + " " + "y".repeat(101),
        "é".repeat(101) + " " + "가".repeat(40),
        "tabs\tand\nnew\r\nlines",
        "don't can't it's — “quotes” ‘single’ … • §5 ©®™ €100 ½ ² №",
        "snake_case CamelCase e-mail 3.14 1,000 http://x.y/z?a=b&c=d",
        "𝒻𝓪𝓃𝒸𝓎 𠀀𠀁 𪜀 \u2b820 ㍿ ﷺ",
        "\u0307\u0308 \u093c\u094d \u20dd x\u20dd");
  }

  private Tokenizer ours(String file) throws IOException {
    return keep(Tokenizers.open(read(file)));
  }

  private Tokenizer measure(String file) throws IOException {
    return keep(Tokenizers.openNative(read(file)));
  }

  private Tokenizer keep(Tokenizer tokenizer) {
    open.add(tokenizer);
    return tokenizer;
  }

  private static byte[] read(String file) throws IOException {
    try (var in = ModelBundle.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
