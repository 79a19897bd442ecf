import FoundationEssentials
import ServiceCore
import Store

/// Where each kind of message goes by what is decided in a data directory.
enum TransportWays {
    static func all(at now: Date, in db: ReadTransaction) throws -> [TransportReport.Way] {
        let ways = try DecidedWays(in: db)
        if ways.isSandboxed {
            let here = PlatformTransport.standard.description
            return Channel.allCases.map { channel in
                var way = TransportReport.Way(channel.wayTitle, here)
                let command = channel == .email ? "relay use smtp://host:587" : "gateway use URL"
                way.facts = [.init("Changed by", "sendboard \(command) --yes host")]
                return way
            }
        }
        let noMail = TransportReport.Way(Channel.email.wayTitle, PlatformTransport.none(.email))
        let noTexts = TransportReport.Way(Channel.sms.wayTitle, PlatformTransport.none(.sms))
        let own = try ways.own.map { try Self.own($0, at: now, in: db) }
        let mail = try ways.relay.map { try Self.mail($0, at: now, in: db) }
        return [mail ?? noMail] + own + [try ways.gateway.map(texts) ?? noTexts]
    }

    private static func texts(_ setting: TransportSetting) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.sms.wayTitle,
            PlatformTransport.description(of: try setting.gateway(), receipts: setting.receipts))
        way.side = setting.url
        way.facts = [since(setting)]
        return way
    }

    private static func mail(
        _ setting: RelaySetting, at now: Date, in db: ReadTransaction
    ) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.email.wayTitle, PlatformTransport.description(of: try setting.address()))
        way.side = setting.url
        way.facts =
            [since(setting)] + (try TransportReport.Way.returning(in: db))
            + (try beginning(setting, own: nil, at: now, in: db))
        return way
    }

    /// One that senders name for themselves.
    private static func own(
        _ own: OwnRelay, at now: Date, in db: ReadTransaction
    ) throws -> TransportReport.Way {
        let owners = try RelayOwnerRow.naming(own.id, in: db).map(\.words)
        let names = owners.count > 3 ? owners.prefix(2) + ["\(owners.count - 2) more"] : owners[...]
        var way = TransportReport.Way(
            "\(Channel.email.wayTitle) of \(names.joined(separator: ", "))",
            PlatformTransport.description(of: try own.setting.address()))
        way.side = own.setting.url
        way.facts = [since(own.setting)] + (try beginning(own.setting, own: own.id, at: now, in: db))
        return way
    }

    private static func since(_ setting: RelaySetting) -> TransportReport.Line {
        .init("Since", "\(setting.time), by \(setting.who)")
    }

    /// What is to be known of a relay that has not been used for long.
    private static func beginning(
        _ setting: RelaySetting, own: Int64?, at now: Date, in db: ReadTransaction
    ) throws -> [TransportReport.Line] {
        let warming = try SendWay.Warming.current(relay: own, at: now, in: db)
        let isProven = try setting.isProven(isOwn: own != nil, in: db)
        return (warming.map { [.init("Warm-up", "\($0.words), UTC")] } ?? [])
            + (isProven
                ? []
                : [
                    .init(
                        "Test", "it has taken no message yet; sendboard relay test ADDRESS sends one",
                        .warning)
                ])
    }
}

extension Channel {
    /// What is told of where its messages go stands under this.
    var wayTitle: String { self == .email ? "E-mail" : "Text messages" }
}
