extension RowsInHand {
    /// Whether a row was removed here just now, which a read may not show yet.
    package func isGone(_ id: ResourceID) -> Bool { refusal(id) { _ in .available } != nil }
}
