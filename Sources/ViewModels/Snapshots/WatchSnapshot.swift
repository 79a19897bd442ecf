package import ServiceCore

/// A launch on the screen: its parts, which always sum to the audience, its rate, and a list below.
package struct WatchSnapshot: Equatable, Sendable {
    package var title: String
    package var state: StateWord
    /// `since 14:02:11`.
    package var since = ""
    package var freshness: String
    /// Settled share of the audience, 0 to 1.
    package var fraction = 0.0
    /// `61 %  7,332 of 12,000   214/s   22 s left`.
    package var progress = ""
    /// Messages a second over the window, oldest first.
    package var rates: [Double] = []
    /// `the last minute, peak 231/s`.
    package var ratesLabel = ""
    package var audience = ""
    /// The partition in its order; the numbers sum to the audience.
    package var states: [Count] = []
    package var later: [Count] = []
    /// Where messages go and how that stands.
    package var way = ""
    package var reasons: [Count] = []
    package var replies: [Count] = []
    package var domains: [Domain] = []
    package var events: [Event] = []
    /// Whether the platform tells of events at all.
    package var tellsEvents = true
    /// The event under the cursor; nil where recipients are shown.
    package var eventCursor: Int?
    /// Recipients of one state, shown in place of the events after `f`; nil shows events.
    package var recipients: Recipients?
    /// Sentences: `finished, but 12 not sent`, `no progress for 60 s`, `interrupted: …`.
    package var remarks: [Remark]

    package struct Count: Equatable, Sendable {
        package var label: String
        package var count: String
        package var tone: StateWord.Tone
    }

    package struct Domain: Equatable, Sendable {
        package var name: String
        package var accepted: String
        package var refused: String
    }

    package struct Event: Equatable, Sendable {
        package var time: String
        package var kind: StateWord
        package var text: String
    }

    package struct Recipients: Equatable, Sendable {
        /// `failed`, `deferred`, `unknown`, `not sent`, `all`, and how many of how many where not all are there.
        package var title: String
        package var lines: [DetailLine]
        package var cursor: Int?
    }

    package struct Remark: Equatable, Sendable {
        package var text: String
        package var tone: StateWord.Tone
    }
}
