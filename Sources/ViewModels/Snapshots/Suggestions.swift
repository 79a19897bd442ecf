/// What may be typed at the cursor of a line, and what it means.
package struct Suggestions: Equatable, Sendable {
    /// What it is that may be typed: `Fields of contacts`.
    package var title: String
    package var items: [Item]
    /// How else it may be written, a sentence; empty where nothing is to be said.
    package var note = ""
    /// The characters of the line that an item is put in the place of.
    package var range: Range<Int>

    package struct Item: Equatable, Sendable {
        /// What is put there.
        package var text: String
        /// What it means, empty where it says so itself.
        package var meaning = ""
    }
}
