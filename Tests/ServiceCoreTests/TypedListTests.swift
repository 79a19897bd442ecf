import ServiceCore
import Testing

@Suite struct TypedListTests {
    @Test(arguments: [
        "kim@a.test\nana@b.test", "kim@a.test, ana@b.test;", "kim@a.test\r\nana@b.test\r\n",
        "Kim <kim@a.test>, \"Ana, P.\" <ana@b.test>", "<kim@a.test><ana@b.test>",
        "Please whitelist kim@a.test. Also (ana@b.test)!", "mailto:kim@a.test | ana@b.test |",
        "\u{FEFF}kim@a.test\tKim\n\u{200B}ana@b.test\tAna", "kim@a.test’s colleague 'ana@b.test'",
        "kim@a.test's and ana@b.test", "kim@a.test/ana@b.test",
        "id,email,name\n1,kim@a.test,Kim\n2,ana@b.test,Ana", "> kim@a.test\n> * ana@b.test…",
        "To:kim@a.test Cc:ana@b.test", "MAILTO:kim@a.test?subject=Hello\nMailto:ana@b.test",
    ])
    func `addresses are found in whatever stands round them`(text: String) {
        let list = TypedList(text)
        #expect(list.keys == ["kim@a.test", "ana@b.test"])
        #expect(list.faulty.isEmpty)
    }

    @Test func `one person is one, however often and however spelt`() {
        let list = TypedList("Kim@A.test kim@a.TEST kim@a.test. ana@b.test")
        #expect(list.keys == ["Kim@A.test", "ana@b.test"])
        #expect(list.repeated == 2)
    }

    @Test func `what holds an @ and is no address is told, a mention is not`() {
        let list = TypedList("kim@a.test lee@@b.test cy@ @support")
        #expect(list.keys == ["kim@a.test"])
        #expect(list.faulty == ["lee@@b.test", "cy@"])
    }

    @Test func `a number counts in its international form alone`() {
        for text in ["ticket 4711: kim@a.test, +34600123456", "kim@a.test tel:+34600123456"] {
            #expect(TypedList(text).keys == ["kim@a.test", "+34600123456"])
        }
    }

    @Test func `without any address each line is an id or a name`() {
        #expect(
            TypedList("Spring sale\n\"Summer, the end\"\n\n  7 ").keys == [
                "Spring sale", "Summer, the end", "7",
            ])
        #expect(TypedList("12, 13,14").keys == ["12", "13", "14"])
        #expect(TypedList("a.test\na.test").repeated == 1)
        #expect(TypedList(" \n\n").keys.isEmpty)
    }
}
