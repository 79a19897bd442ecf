/// How many sessions there may be, of all clients and of each.
struct SessionPlaces: Sendable {
    private let most: Int
    private let mostEach: Int
    private var count = 0
    private var shares: [PeerAddress: Int] = [:]

    init(_ most: Int, each mostEach: Int) {
        self.most = most
        self.mostEach = mostEach
    }

    /// - Returns: whether there is one. This machine itself may have all.
    mutating func take(_ peer: PeerAddress) -> Bool {
        let share = shares[peer, default: 0]
        guard count < most, peer.isLocal || share < mostEach else { return false }
        count += 1
        shares[peer] = share + 1
        return true
    }

    mutating func free(_ peer: PeerAddress) {
        guard let share = shares[peer] else { return }
        count -= 1
        shares[peer] = share > 1 ? share - 1 : nil
    }
}
