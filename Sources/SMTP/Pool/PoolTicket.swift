/// A message that waits for a session, and whom to tell of it.
struct PoolTicket: Sendable {
    let transaction: MailTransaction
    /// What was submitted together is withdrawn together.
    let batch: Int
    let told: @Sendable (TransactionResult) -> Void

    /// Tells that it was not handed over.
    func fail(_ fault: DeliveryFault) { told(transaction.result(.failed(fault))) }
}
