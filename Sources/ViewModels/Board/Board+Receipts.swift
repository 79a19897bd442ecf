import ServiceCore

/// What edits of several rows leave behind.
extension Board {
    /// More than anybody saves of one session.
    private static let keptReceipts = 20

    func keepReceipt(_ draft: ReceiptDraft?, of result: Result<EditOutcome, ServiceError>) {
        guard let draft else { return }
        receipts.append(draft.receipt(result, at: clock.date()))
        if receipts.count > Self.keptReceipts { receipts.removeFirst() }
    }

    /// `:receipt`: the last one, or a choice where there are several.
    func askReceipt(_ path: String) {
        guard let last = receipts.last else { return }
        if !path.isEmpty { return effect(.saveReceipt(last, path: path)) }
        guard receipts.count > 1 else { return askFile(of: last) }
        let time = TimeText(clock)
        let items = receipts.enumerated().reversed().map { place, receipt in
            ChoiceState.Item(
                String(place), "\(time.clockTime(receipt.time))  \(receipt.what): \(receipt.summary)")
        }
        let kept = receipts
        choose("Receipt of which edit?", of: items) { [weak self] place in
            Int(place).map { self?.askFile(of: kept[$0]) }
        }
    }

    private func askFile(of receipt: Receipt) {
        type("receipt of \(receipt.what) to: ", LineEditor("receipt.csv")) { [weak self] path in
            guard !path.trimmingBlanks.isEmpty else { return "Name a file that ends in .csv." }
            self?.effect(.saveReceipt(receipt, path: path.trimmingBlanks))
            return nil
        }
    }
}
