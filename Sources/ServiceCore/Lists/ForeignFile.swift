/// Files that people take for lists, told by how they begin.
enum ForeignFile {
    /// What it is: `a PDF`; nil where it may be a list.
    static func words(of head: [UInt8]) -> String? {
        if let known = signatures.first(where: { head.starts(with: $0.bytes) }) { return known.words }
        let text = String(decoding: head.prefix(100), as: UTF8.self).trimmingBlanks.lowercased()
        return beginnings.first { text.hasPrefix($0.text) }?.words
    }

    private static let signatures: [(bytes: [UInt8], words: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "a workbook or another archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an older kind"),
        ([0x1F, 0x8B], "compressed"), ([0x28, 0xB5, 0x2F, 0xFD], "compressed"),
        (Array("%PDF-".utf8), "a PDF"),
    ]

    private static let beginnings: [(text: String, words: String)] = [
        ("[{", "JSON"), ("{\"", "JSON"), ("{\n", "JSON"), ("[\n", "JSON"), ("<!doctype", "a web page"),
        ("<html", "a web page"), ("<?xml", "XML"),
    ]
}
