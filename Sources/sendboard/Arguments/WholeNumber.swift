import ArgumentParser
import ServiceCore

/// A whole number as forms take it, so that `--limit 1,000` is what it is on the board.
struct WholeNumber: ExpressibleByArgument {
    var value: Int

    init(value: Int) { self.value = value }

    init?(argument: String) {
        guard let value = NumberText.whole(argument) else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { String(value) }
}
