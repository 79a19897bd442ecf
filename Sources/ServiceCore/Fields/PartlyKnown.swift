/// Something read from an answer, of which part may have come in a form that nobody can read.
package protocol PartlyKnown {
    /// What could not be read and is therefore unknown: `created is no date`; nil where all could.
    var oddity: String? { get set }
}
