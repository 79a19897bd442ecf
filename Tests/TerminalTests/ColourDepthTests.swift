import Terminal
import Testing

@Suite struct ColourDepthTests {
    @Test(arguments: [
        (nil as ColourDepth?, ["TERM": "xterm-256color"], 256, ColourDepth.indexed256),
        (nil, ["COLORTERM": "truecolor"], 256, .trueColour),
        (nil, ["COLORTERM": "truecolor", "NO_COLOR": "1"], 256, .mono),
        (nil, ["NO_COLOR": ""], 8, .ansi16),
        (.ansi16, ["NO_COLOR": "1"], 256, .ansi16),
        (nil, [:], 1 << 24, .trueColour),
        (nil, [:], -1, .mono),
    ])
    func `a wish beats NO_COLOR, which beats COLORTERM, which beats the description`(
        wished: ColourDepth?, variables: [String: String], colours: Int, depth: ColourDepth
    ) {
        let environment = TerminalEnvironment(variables: variables)
        #expect(ColourDepth(wished: wished, environment: environment, described: colours) == depth)
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], true), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false), ([:], false),
        (["LC_ALL": "", "LC_CTYPE": "C.utf8"], true), (["LANG": "de_DE.ISO-8859-1"], false),
    ])
    func `the first locale variable that is set tells the encoding`(variables: [String: String], isUTF8: Bool)
    {
        #expect(TerminalEnvironment(variables: variables).isUTF8 == isUTF8)
    }
}
