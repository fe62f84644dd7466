package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names by titles, surnames, greetings and closings; what is marked is a name, the rest is none.
 */
class NamesOfAllScriptsTest {

  private final Redactor redactor = Redactor.create(RedactorSettings.development());

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Chinese
        "尊敬的⟦陈⟧先生：\\n您的包裹已经寄出。",
        "⟦周海燕⟧女士，您好！\\n退款已经处理。",
        "我叫⟦赵志强⟧，上周买了一台冰箱。",
        "我是⟦孙悦⟧，快递一直没有送到。",
        "收件人：⟦欧阳雪⟧\\n地址不对。",
        "门一直关不上，请尽快处理。\\n\\n谢谢！\\n⟦郑成⟧",
        "請盡快回覆。\\n\\n敬祝 商祺\\n⟦黃雅婷⟧ 敬上",
        "⟦吴磊⟧：\\n你要的文件在附件里。",
        "你好 ⟦何静⟧，\\n发票已经寄出。",
        "麻烦转给⟦徐⟧经理。",
        // Japanese
        "⟦高橋⟧様\\n\\nいつもお世話になっております。",
        "⟦山本 さくら⟧様\\nご注文ありがとうございます。",
        "お世話になります。北商事の⟦中村⟧と申します。",
        "私は⟦小林健⟧です。まだ届いていません。",
        "昨日⟦渡辺⟧さんに電話しました。",
        "氏名：⟦加藤美咲⟧\\nまだ届きません。",
        "よろしくお願いいたします。\\n⟦松本 大輔⟧",
        // Korean
        "안녕하세요, ⟦박지훈⟧입니다. 환불이 아직 안 됐어요.",
        "⟦이수진⟧님, 문의 주셔서 감사합니다.",
        "⟦최민호⟧ 고객님께 안내드립니다.",
        "저는 ⟦정하늘⟧이라고 합니다.",
        "빠른 처리 부탁드립니다.\\n⟦한서연⟧ 드림",
        "어제 ⟦오세훈⟧ 씨와 통화했습니다.",
        "감사합니다.\\n\\n⟦윤아름⟧",
        // Arabic, Persian, Urdu
        "السيدة ⟦هدى⟧ المحترمة،\\nتم شحن الطرد.",
        "عزيزتي ⟦سارة⟧،\\nشكرا على رسالتك",
        "مرحبا، اسمي ⟦يوسف الحداد⟧ ولم أستلم طلبي.",
        "لم يصل شيء.\\n\\nمع خالص التحيات،\\n⟦طارق بن زياد⟧",
        "تحدثت أمس مع الدكتور ⟦خالد المصري⟧ عن هذا.",
        "آقای ⟦رضا کریمی⟧\\nسفارش ارسال شد",
        "بسته نرسید.\\n\\nبا تشکر\\n⟦مریم احمدی⟧",
        // Hebrew
        "שלום ⟦דנה⟧,\\nהחבילה נשלחה.",
        "לכבוד מר ⟦אברהם לוי⟧\\nהנדון: חשבון",
        "שמי ⟦יעל כהן⟧ ולא קיבלתי את ההזמנה",
        "המוצר שבור.\\n\\nבברכה,\\n⟦עומר שגב⟧",
        "これまでの担当は⟦西園寺 綾乃⟧さんでした。",
        // Thai
        "เรียน คุณ⟦สมชาย ใจดี⟧\\nพัสดุถูกส่งแล้ว",
        "ผมชื่อ⟦วิชัย⟧ ยังไม่ได้รับของ",
        "ยังไม่ได้รับเงินคืน\\n\\nขอแสดงความนับถือ\\n⟦มาลี รักไทย⟧",
        // Hindi
        "श्री ⟦राजेश शर्मा⟧ को पत्र मिला",
        "मेरा नाम ⟦सुनीता⟧ है",
        "सामान टूटा हुआ है।\\n\\nधन्यवाद,\\n⟦अमित वर्मा⟧",
        // particles and titles of the Latin script
        "Geachte heer ⟦van den Berg⟧,\\ndank.",
        "Sehr geehrter Herr Dr. ⟦von der Heide⟧,\\ndanke.",
        "Estimado señor ⟦de la Vega⟧:\\ngracias.",
        "Caro signor ⟦Della Torre⟧,\\nla fattura manca.",
        "Prezada Sra. ⟦dos Santos⟧,\\nobrigado.",
        "Dear Mr ⟦bin Rashid⟧,\\nyour order left.",
        "Dear Mr ⟦al-Harbi⟧,\\nyour order left.",
        "Cher Monsieur ⟦d'Estrées⟧,\\nmerci.",
        "Kedves ⟦Varga⟧ úr!\\nKöszönjük.",
        "⟦Zeynep⟧ Hanım, siparişiniz yolda.",
        "İlgilenen kişinin adı ⟦Gülizar Tekinay⟧.",
        "Chào chị ⟦Lan⟧,\\nđơn hàng đã gửi.",
        "This is ⟦Tunde⟧ calling about the sofa.",
        "I'm ⟦Ngozi⟧ from Lagos and I wait.",
        "My name's ⟦Thandiwe⟧ and the lamp is broken.",
        "Ich bin ⟦Sabine⟧ und warte seit Montag.",
      })
  void findsTheNameAndNothingElse(String marked) {
    Marked mail = Marked.of(marked);

    assertThat(mail.found(redactor)).containsExactlyElementsOf(mail.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "尊敬的客户：您好，我们已经收到您的反馈。",
        "高级经理会在周五回复，方便的时候请马上联系客服。",
        "关于订单的问题，我是你们的老客户。",
        "万一有问题，何时可以退货？\\n谢谢",
        "お客様各位\\nいつもありがとうございます。担当者様にお伝えください。",
        "商品の仕様と同様の模様です。皆さん、たくさん買いました。",
        "高校生の息子さんと店員さんに聞きました。",
        "昨日 窓口 配達員さんが来ました。受付 担当さんへ。",
        "고객님, 이용해 주셔서 감사합니다. 서비스입니다.",
        "담당자님께 문의드립니다. 주문서입니다. 감사합니다.",
        "이것은 문제입니다. 선생님께 전화했습니다.",
        "عزيزي العميل، تم استلام طلبك. عمر البطارية قصير.",
        "شكرا لكم على الخدمة\\nالفريق",
        "שלום לכולם, צוות השירות ענה מהר. אני לא מרוצה.",
        "คุณส่งของผิดให้ผม นายกรัฐมนตรีไม่เกี่ยว",
        "ग्राहक सेवा टीम ने जवाब नहीं दिया है।",
        "My Ford Fiesta plays music from Siri, and the Mercedes is sold.",
        "[Borealis-users] Re: the May release",
        "I am happy and this is fine, I'm not angry.",
        "Ich bin Kunde und das ist Schrott.",
      })
  void takesNoOtherWordForAName(String text) {
    assertThat(Marked.of(text).found(redactor)).isEmpty();
  }

  @Test
  void findsANameAgainWhereverItStands() {
    Marked mail = Marked.of("⟦林小雨⟧女士：\\n您好。附件里有⟦林小雨⟧的合同。");

    assertThat(mail.found(redactor)).containsExactlyElementsOf(mail.values());
  }

  @Test
  void findsNamesKnownFromTheHeadersInTheirScript() {
    RedactionContext context = new RedactionContext("acme", "ko", List.of("남궁민"));

    assertThat(redactor.redact("어제 남궁민 왔어요.", context).text().toString()).doesNotContain("남궁민");
  }
}
