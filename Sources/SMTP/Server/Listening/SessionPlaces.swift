/// How many sessions there may be, of all clients and of each customer.
struct SessionPlaces: Sendable {
    private let most: Int
    private let mostEach: Int
    private var count = 0
    /// By the customer that addresses are of.
    private var shares: [String: Int] = [:]

    init(_ most: Int, each mostEach: Int) {
        self.most = most
        self.mostEach = mostEach
    }

    /// - Returns: whether there is one. This machine itself may have all.
    mutating func take(_ peer: PeerAddress) -> Bool {
        let share = shares[peer.customer, default: 0]
        guard count < most, peer.isLocal || share < mostEach else { return false }
        count += 1
        shares[peer.customer] = share + 1
        return true
    }

    mutating func free(_ peer: PeerAddress) {
        guard let share = shares[peer.customer] else { return }
        count -= 1
        shares[peer.customer] = share > 1 ? share - 1 : nil
    }
}
