import ServiceCore
import Testing

@Suite struct FilterLineTests {
    @Test(arguments: [
        ("email:a,b", "email:\"a,b\""), ("-name:=a,b kim", "-name:\"=a,b\" kim"), ("name:~x", "name:\"~x\""),
        ("name:\"a,b\"", "name:\"a,b\""), ("a,b state:invalid", "a,b state:invalid"),
        ("groups:\"a b\",c", "groups:\"a b,c\""),
        ("email:a,", "email:\"a,\""), ("~x", "~x"), ("\"email:a,b\"", "\"email:a,b\""),
    ])
    func `commas and tildes that meant themselves are quoted, and nothing else`(line: String, quoted: String)
    {
        #expect(FilterLine(line).literal.text == quoted)
        #expect(FilterLine(quoted).literal.text == quoted)
    }
}
