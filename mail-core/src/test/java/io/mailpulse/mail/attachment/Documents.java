package io.mailpulse.mail.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small documents as programs write them, and poisoned ones. */
public final class Documents {

  private static final String PASSWORD = "correct horse";

  private Documents() {}

  /** A PDF of one page. */
  public static byte[] pdf(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (PDDocument document = page(text)) {
      document.save(out);
    }
    return out.toByteArray();
  }

  /** A PDF that opens with a password only. */
  public static byte[] encryptedPdf(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (PDDocument document = page(text)) {
      document.protect(new StandardProtectionPolicy(PASSWORD, PASSWORD, new AccessPermission()));
      document.save(out);
    }
    return out.toByteArray();
  }

  private static PDDocument page(String text) throws IOException {
    var document = new PDDocument();
    var page = new PDPage();
    document.addPage(page);
    try (var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      content.newLineAtOffset(50, 700);
      content.showText(text);
      content.endText();
    }
    return document;
  }

  /** A letter of Word. */
  public static byte[] docx(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(text);
      document.write(out);
    }
    return out.toByteArray();
  }

  /** A letter of Word that opens with a password only. */
  public static byte[] encryptedDocx(String text)
      throws IOException, GeneralSecurityException, InvalidFormatException {
    var out = new ByteArrayOutputStream();
    try (var files = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword(PASSWORD);
      try (OPCPackage document = OPCPackage.open(new ByteArrayInputStream(docx(text)));
          OutputStream encrypted = encryptor.getDataStream(files)) {
        document.save(encrypted);
      }
      files.writeFilesystem(out);
    }
    return out.toByteArray();
  }

  /** A sheet of Excel, as it is written today. */
  public static byte[] xlsx(String text) throws IOException {
    return sheet(new XSSFWorkbook(), text);
  }

  /** A sheet of Excel as it was written until 2003. */
  public static byte[] xls(String text) throws IOException {
    return sheet(new HSSFWorkbook(), text);
  }

  private static byte[] sheet(Workbook book, String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (book) {
      book.createSheet("July").createRow(0).createCell(0).setCellValue(text);
      book.write(out);
    }
    return out.toByteArray();
  }

  /** A slide of PowerPoint. */
  public static byte[] pptx(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText(text);
      show.write(out);
    }
    return out.toByteArray();
  }

  /** A letter of LibreOffice. */
  public static byte[] odt(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      byte[] type = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII);
      var mimetype = new ZipEntry("mimetype");
      var crc = new CRC32();
      crc.update(type);
      mimetype.setMethod(ZipEntry.STORED);
      mimetype.setSize(type.length);
      mimetype.setCrc(crc.getValue());
      zip.putNextEntry(mimetype);
      zip.write(type);
      zip.putNextEntry(new ZipEntry("content.xml"));
      zip.write(
          ("""
           <?xml version="1.0" encoding="UTF-8"?>
           <office:document-content \
           xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
           xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">\
           <office:body><office:text><text:p>"""
                  + text
                  + "</text:p></office:text></office:body></office:document-content>")
              .getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** A mail as Outlook saves it, with subject and body. */
  public static byte[] msg(String subject, String body) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var files = new POIFSFileSystem()) {
      var root = files.getRoot();
      root.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[32]));
      root.createDocument("__substg1.0_001A001F", utf16("IPM.Note"));
      root.createDocument("__substg1.0_0037001F", utf16(subject));
      root.createDocument("__substg1.0_1000001F", utf16(body));
      files.writeFilesystem(out);
    }
    return out.toByteArray();
  }

  private static ByteArrayInputStream utf16(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** A letter of Word whose text unpacks into as many megabytes. */
  public static byte[] zipBomb(int megabytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      entry(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              + "<Default Extension=\"rels\" ContentType="
              + "\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              + "<Override PartName=\"/word/document.xml\" ContentType="
              + "\"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
              + ".main+xml\"/></Types>");
      entry(
          zip,
          "_rels/.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument"
              + "/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
              + "</Relationships>");
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(
          ("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                  + "<w:body>")
              .getBytes(StandardCharsets.UTF_8));
      byte[] megabyte =
          "<w:p><w:r><w:t>aaaaaaaa</w:t></w:r></w:p>"
              .repeat((1 << 20) / 42)
              .getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < megabytes; i++) {
        zip.write(megabyte);
      }
      zip.write("</w:body></w:document>".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
  }
}
