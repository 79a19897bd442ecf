import ServiceCore
import Synchronization
import TestSupport
import Testing

/// Lists as people and programs write them, right and wrong, in pieces of any size.
@Suite struct ListReaderTests {
    @Test(arguments: [1, 3, 7, 65_536])
    func `cells hold delimiters, ends of lines and doubled quotes where quotes stand around them`(piece: Int)
        throws
    {
        let read = try Read("email,note\r\nana@a.test,\"one, \"\"two\"\"\r\nthree\"\r\nbo@b.test,\r\n", piece)
        #expect(read.headings == ["email", "note"])
        #expect(read.rows == [["ana@a.test", "one, \"two\"\r\nthree"], ["bo@b.test", ""]])
        #expect(read.records.map(\.line) == [2, 4])
    }

    @Test(arguments: ["\n", "\r\n", "\r"], [1, 2, 65_536])
    func `each way to end a line is read, also the last without one`(end: String, piece: Int) throws {
        let read = try Read(["email", "ana@a.test", "", "bo@b.test"].joined(separator: end), piece)
        #expect(read.rows == [["ana@a.test"], ["bo@b.test"]])
        #expect(read.records.map(\.line) == [2, 4])
    }

    @Test(arguments: [1, 5, 65_536])
    func `wrong quotes refuse one row and the next is read`(piece: Int) throws {
        let text = """
            email,name
            a@a.test,"Ana
            b@b.test,Bo "the" Boss
            c@c.test,"Cy" x
            d@d.test,Dee

            """
        let read = try Read(text, piece)
        #expect(
            read.faults == [
                // The quote of line 2 ends where that of line 3 begins.
                "2: text follows a closing quote",
                "3: a quote stands within a cell that has none around it", "4: text follows a closing quote",
            ])
        #expect(read.rows == [["d@d.test", "Dee"]])
    }

    @Test(arguments: [1, 65_536])
    func `a quote that is never closed refuses its row alone`(piece: Int) throws {
        let read = try Read("email,name\na@a.test,\"Ana\nb@b.test,Bo\nc@c.test,Cy", piece)
        #expect(read.faults == ["2: a quote is opened and never closed"])
        #expect(read.rows == [["b@b.test", "Bo"], ["c@c.test", "Cy"]])
    }

    @Test func `a NUL and a wrong number of cells refuse their rows`() throws {
        let read = try Read("email,name\na@a.test,A\u{0}\nb@b.test\nc@c.test,C,more\nd@d.test,D,,\n")
        #expect(
            read.faults == [
                "2: it holds a NUL byte", "3: 1 cell under 2 headings", "4: 3 cells under 2 headings",
            ])
        #expect(read.rows == [["d@d.test", "D"]])
    }

    @Test(arguments: ["", "\""])
    func `a cell of ten megabytes is refused by its line and takes no memory`(quote: String) throws {
        let head = Array("email,name\na@a.test,\(quote)".utf8)
        let tail = Array("\(quote)\nb@b.test,Bo\n".utf8)
        let file = ListFile(name: "big.csv", size: nil) { () throws(ServiceError) in
            let left = Mutex(162)
            return { () throws(ServiceError) in
                let piece = left.withLock { left in
                    left -= 1
                    return left
                }
                if piece < 0 { return [] }
                return piece == 161 ? head : piece == 0 ? tail : [UInt8](repeating: 0x78, count: 65_536)
            }
        }
        let read = try Read(file)
        #expect(read.faults == ["2: it is longer than 1,048,576 bytes, or a quote is never closed"])
        #expect(read.rows == [["b@b.test", "Bo"]])
    }

    @Test(arguments: [1, 2, 3, 65_536])
    func `UTF-16 with and without its mark is read`(piece: Int) throws {
        let units = Array("email;name\r\nzoë@a.test;Zoë 🎈\r\n".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for (bytes, encoding) in [
            ([0xFF, 0xFE] + little, ListEncoding.utf16LittleEndian), (little, .utf16LittleEndian),
            ([0xFE, 0xFF] + big, .utf16BigEndian), (big, .utf16BigEndian),
        ] {
            let read = try Read(bytes, piece)
            #expect(read.encoding == encoding)
            #expect(read.headings == ["email", "name"] && read.rows == [["zoë@a.test", "Zoë 🎈"]])
        }
    }

    @Test func `a mark of UTF-8 is no part of the first heading`() throws {
        #expect(try Read([0xEF, 0xBB, 0xBF] + Array("email\na@a.test\n".utf8), 2).headings == ["email"])
    }

    @Test func `Latin-1 alone is found, and beside UTF-8 its rows are refused`() throws {
        let latin: [UInt8] = Array("email,name\na@a.test,Jos".utf8) + [0xE9, 0x0A]
        let found = try Read(latin)
        #expect(found.encoding == .latin1 && found.rows == [["a@a.test", "José"]])
        let mixed = try Read(latin + Array("b@b.test,Zoë\n".utf8))
        #expect(mixed.encoding == .utf8)
        #expect(mixed.faults == ["2: it is no UTF-8"] && mixed.rows == [["b@b.test", "Zoë"]])
    }

    @Test(arguments: [(";", "semicolon"), ("\t", "tab"), ("|", "bar"), (",", "comma")])
    func `the delimiter is found by the headings`(sign: String, name: String) throws {
        let read = try Read("e-mail\(sign)\"last, first; all|of\tit\"\na@a.test\(sign)x\n")
        #expect(read.delimiter == name && read.rows == [["a@a.test", "x"]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `a first line may say the delimiter`(end: String) throws {
        let read = try Read(["SEP=^", "email^a;b;c", "a@a.test^x", ""].joined(separator: end), 2)
        #expect(read.headings == ["email", "a;b;c"] && read.delimiter == "“^”")
        #expect(read.rows == [["a@a.test", "x"]] && read.records.map(\.line) == [3])
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}\u{14}\u{0}", "a workbook or another archive"), ("%PDF-1.4\n", "a PDF"),
        ("[{\"email\":\"a@a.test\"}]", "JSON"), ("\n<!DOCTYPE html><title>email</title>", "a web page"),
    ])
    func `what is no list at all is named`(text: String, words: String) {
        #expect(
            throws: ServiceError(
                .invalid, "“list.csv” is no CSV but \(words).", hint: "Save it as CSV and import that.")
        ) {
            try Read(text)
        }
    }

    @Test(arguments: [(";", ";" as String?), ("\"", nil)])
    func `one sign is not both delimiter and quote`(delimiter: String, quote: String?) {
        #expect(
            throws: ServiceError(
                .invalid, "“\(delimiter)” cannot be both the delimiter and the quote.",
                hint: "Give two signs with --delimiter and --quote.")
        ) {
            try ListFormat(encoding: nil, delimiter: delimiter, quote: quote)
        }
    }

    @Test func `a list without headings is one of addresses`() throws {
        let read = try Read("ana@a.test\nbo@b.test\n")
        #expect(read.headings == ["column 1"] && read.rows == [["ana@a.test"], ["bo@b.test"]])
        #expect(read.records.map(\.line) == [1, 2])
    }

    @Test(arguments: ["", "\n\r\n", "\u{FEFF}"])
    func `nothing at all is no list`(text: String) {
        #expect(
            throws: ServiceError(
                .invalid, "“list.csv” is empty.", hint: "Give a list with headings and rows.")
        ) {
            try Read(text)
        }
    }

    @Test func `headings without rows are a list of none`() throws {
        #expect(try Read("email,name\n").records.isEmpty)
    }

    @Test func `any bytes are read to their end, each line at most once`() throws {
        var random = SystemRandomNumberGenerator()
        let signs: [UInt8] = Array("\"\",;\n\r ab@".utf8) + [0, 0xC3, 0xA9, 0xFF]
        for _ in 0..<300 {
            let body = (0..<200).map { _ in signs.randomElement(using: &random) ?? 0x61 }
            let read = try Read(Array("email,name\n".utf8) + body, Int.random(in: 1...50, using: &random))
            let lines = read.records.map(\.line)
            #expect(lines == lines.sorted() && Set(lines).count == lines.count, "\(body)")
        }
    }
}

/// A list read to its end.
private struct Read {
    let headings: [String]
    let records: [ListRecord]
    let encoding: ListEncoding
    let delimiter: String

    init(_ text: String, _ piece: Int = 65_536) throws { try self.init(Array(text.utf8), piece) }

    init(_ bytes: [UInt8], _ piece: Int = 65_536) throws {
        try self.init(.of(bytes, piece: piece))
    }

    init(_ file: ListFile) throws {
        var reader = try ListReader(file)
        (headings, encoding, delimiter) = (reader.headings, reader.encoding, reader.dialect.delimiterName)
        var records: [ListRecord] = []
        while let record = try reader.next() { records.append(record) }
        self.records = records
    }

    var rows: [[String]] { records.filter { $0.fault == nil }.map(\.cells) }
    var faults: [String] { records.compactMap { record in record.fault.map { "\(record.line): \($0)" } } }
}
