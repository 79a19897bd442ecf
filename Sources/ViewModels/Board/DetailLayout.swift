/// How labelled lines share the width of a detail, so that wrapping and drawing agree.
package struct DetailLayout: Equatable, Sendable {
    /// The columns of the names.
    package let labelWidth: Int
    /// The columns of the values behind them: what `field` lines are wrapped to.
    package let textWidth: Int
    /// The columns of lines without a name: what `plain` and `json` lines are wrapped to.
    package let plainWidth: Int

    /// One column stays blank at each side and two between name and value.
    ///
    /// - Parameter width: of the body, or of the preview without the line at its left.
    package init(width: Int) {
        labelWidth = min(18, max(6, width / 4))
        plainWidth = max(1, width - 2)
        textWidth = max(1, width - 2 - labelWidth - 2)
    }
}
