package io.mailpulse.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.testkit.LoopbackAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on loopback that answers GET as S3 does. */
class S3BundleSourceTest {

  private LoopbackAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = new LoopbackAws();
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    aws.with("/models/sentiment/v2/manifest.json", bundle.toJson());
    bundle
        .manifest()
        .files()
        .keySet()
        .forEach(name -> aws.with("/models/sentiment/v2/" + name, bundle.file(name)));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void opensABundleUnderAPrefix() {
    ModelBundle bundle = ModelBundle.open("s3://models/sentiment/v2");

    assertThat(bundle.modelVersion())
        .isEqualTo(ModelBundle.open(ModelBundle.DEFAULT_LOCATION).modelVersion());
    assertThat(bundle.origin()).isEqualTo("s3://models/sentiment/v2/");
    assertThat(aws.requests())
        .extracting(request -> request.headers().get("authorization"))
        .hasSize(1 + bundle.manifest().files().size())
        .allSatisfy(
            signature ->
                assertThat(signature)
                    .startsWith("AWS4-HMAC-SHA256 Credential=key-of-the-test/")
                    .contains("/eu-central-1/s3/"));
  }

  @Test
  void refusesAnAlteredFileByItsDigest() {
    aws.with("/models/sentiment/v2/mail-encoder.heads.json", new byte[] {'{', '}'});

    assertThatThrownBy(() -> ModelBundle.open("s3://models/sentiment/v2/"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("s3://models/sentiment/v2/: mail-encoder.heads.json: expected sha256")
        .hasMessageContaining(
            "found 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void saysWhichFileIsMissing() {
    aws.remove("/models/sentiment/v2/model.onnx");

    assertThatThrownBy(() -> ModelBundle.open("s3://models/sentiment/v2"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            "Model bundle s3://models/sentiment/v2/: expected file model.onnx, found none");
  }

  @Test
  void passesOnWhatTheStoreAnswers() {
    assertThatThrownBy(() -> ModelBundle.open("s3://denied/v2"))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage("s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
  }

  @Test
  void refusesALocationThatNamesNoBucket() {
    for (String location : List.of("s3://", "s3:///v2", "s3://Not_A_Bucket/v2")) {
      assertThatThrownBy(() -> BundleSource.of(location))
          .isInstanceOf(BundleException.class)
          .hasMessage(
              "Model bundle " + location + ": expected s3://BUCKET/PREFIX, found something else.");
    }
  }

  @Test
  void takesAWholeBucketWithoutAPrefix() {
    assertThat(BundleSource.of("s3://models").describe()).isEqualTo("s3://models/");
    assertThat(BundleSource.of("s3://models//a/b//").describe()).isEqualTo("s3://models/a/b/");
  }

  @Test
  void refusesAClassPathWithoutTheSdk() {
    var withoutIt = new ClassLoader(ClassLoader.getPlatformClassLoader()) {};

    assertThatThrownBy(() -> S3BundleSource.requireSdk("s3://models/v2", withoutIt))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "Model bundle s3://models/v2: expected the AWS SDK on the class path, found no"
                + " software.amazon.awssdk.services.s3.S3Client. Add software.amazon.awssdk:s3 and"
                + " :url-connection-client, or name a folder.");
  }
}
