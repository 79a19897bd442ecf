package import FoundationEssentials

/// Where messages go and how that stands; told alike on a page of the board and by a command.
package struct TransportReport: Sendable, Equatable {
    package var engine: Engine
    /// One for each kind of message, in the order of how common they are.
    package var ways: [Way]
    /// What was decided on for another way, and waits until a person decides again.
    package var held = Held()

    package init(engine: Engine, ways: [Way]) { (self.engine, self.ways) = (engine, ways) }

    /// Who hands messages over.
    package enum Engine: Sendable, Equatable {
        case here(since: Date?)
        /// This process, whose work does not go on.
        case failing(String)
        /// Another process, by its id where that is known.
        case elsewhere(Int?, since: Date?)
        case nobody

        var isElsewhere: Bool { if case .elsewhere = self { true } else { false } }
    }

    /// Where one kind of message goes.
    package struct Way: Sendable, Equatable {
        /// `E-mail`, `Text messages`.
        package let title: String
        package let description: TransportDescription
        /// What else is to be read of it, before its figures.
        package var facts: [Line] = []
        /// The other side that can be tried without sending anything, as figures name it; nil where there is none.
        package var side: String?
        /// Nil where there are none, or nobody has told.
        package var figures: TransportFigures?
        package var check: TransportCheck?

        package init(_ title: String, _ description: TransportDescription) {
            (self.title, self.description) = (title, description)
        }
    }

    /// How many wait for a second decision.
    package struct Held: Sendable, Equatable {
        package var launches = 0
        package var messages = 0

        package init(launches: Int = 0, messages: Int = 0) {
            (self.launches, self.messages) = (launches, messages)
        }

        package var isNone: Bool { launches + messages == 0 }

        /// `30 launches and 2 single messages`.
        package var words: String {
            [
                launches > 0 ? NumberText.counted(launches, "launch", "launches") : nil,
                messages > 0 ? NumberText.counted(messages, "single message") : nil,
            ].compactMap { $0 }.joined(separator: " and ")
        }

        /// What their rows say, as a filter of campaigns.
        package static let filter = "because:\"held: decided\""
    }

    package struct Line: Sendable, Equatable {
        package let label: String
        package let text: DatedText
        package let tone: StateWord.Tone?

        package init(_ label: String, _ text: DatedText, _ tone: StateWord.Tone? = nil) {
            (self.label, self.text, self.tone) = (label, text, tone)
        }
    }

    /// Lines under a title; the title is empty over the first ones.
    package struct Section: Sendable, Equatable {
        package let title: String
        package let lines: [Line]
    }

    /// Whether anything of it may be another in a moment without a word from anybody.
    package var isMoving: Bool {
        guard case .here = engine else { return false }
        return ways.contains { way in
            way.figures.map { $0.openSessions > 0 || $0.waiting > 0 || $0.lastMinute > 0 || $0.faults > 0 }
                ?? false
        }
    }
}
