/// The arguments put in the order that ArgumentParser understands: verb first, global options behind it.
struct ArgumentOrder: Equatable {
    /// What is no global option: the verb, its arguments and its own options.
    private(set) var own: [String] = []
    /// Global options with their values, in the order given.
    private(set) var global: [String] = []
    /// What follows a `--`, which is never an option.
    private(set) var afterTerminator: [String] = []
    /// The first global option that was given a value with nothing in it.
    private(set) var blank: GlobalOption?

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                afterTerminator = Array(rest)
                break
            }
            take(argument, &rest)
        }
    }

    /// Those of this process.
    static var typed: ArgumentOrder { ArgumentOrder(Array(CommandLine.arguments.dropFirst())) }

    /// What ArgumentParser is given.
    var arranged: [String] { own + global + terminated }

    /// Whether there is nothing but global options, so that the board is meant.
    var isBoard: Bool { own.isEmpty && afterTerminator.isEmpty }

    /// Whether help is wanted, and nothing done.
    var asksForHelp: Bool { own.first == "help" || own.contains("--help") || own.contains("-h") }

    /// The first word that is no option: the command, where there is one.
    var command: String? { own.first.flatMap { $0.hasPrefix("-") ? nil : $0 } }

    /// The same command with this answer in place of what it had.
    func answered(_ answer: String) -> [String] {
        let asking = own.filter { !$0.hasPrefix(Self.answerOption) } + global
        if answer == Answer.plain { return asking + ["--yes"] + terminated }
        // A word that would not be taken for the answer has to stand in one with it.
        let isTaken = Self.isAnswer(answer)
        return asking + (isTaken ? ["--yes", answer] : [Self.answerOption + answer]) + terminated
    }

    private var terminated: [String] { afterTerminator.isEmpty ? [] : ["--"] + afterTerminator }

    private static let answerOption = "--yes="

    private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) {
        let name = argument.prefix { $0 != "=" }
        if let option = GlobalOption(rawValue: String(name)) {
            global.append(argument)
            guard option.takesValue else { return }
            if let sign = argument.firstIndex(of: "=") {
                note(argument[sign...].dropFirst(), of: option)
            } else if let value = rest.popFirst() {
                global.append(value)
                note(value[...], of: option)
            }
        } else if argument == "--yes" {
            let answer = rest.first.flatMap { Self.isAnswer($0) ? $0 : nil }
            if answer != nil { rest.removeFirst() }
            own.append(Self.answerOption + (answer ?? Answer.plain))
        } else {
            own.append(argument)
        }
    }

    private mutating func note(_ value: Substring, of option: GlobalOption) {
        if blank == nil, value.allSatisfy(\.isWhitespace) { blank = option }
    }

    /// `--yes` takes an answer where a word follows it that is neither an option nor a field's value.
    private static func isAnswer(_ word: String) -> Bool { !isOption(word) && Assignment(word) == nil }

    /// Titles may begin with a single `-`, and `-h` is the one option that does.
    private static func isOption(_ word: String) -> Bool { word.hasPrefix("--") || word == "-h" }
}
