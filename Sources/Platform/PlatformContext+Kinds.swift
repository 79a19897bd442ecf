import ServiceCore

extension PlatformContext {
    /// Accounts and what they set up for sending, one line per kind.
    func operatorKinds() -> [RowOperations] {
        [
            RowOperations(AccountKind(context: self).operations()),
            RowOperations(OwnedKind<ApprovedSender>(self).operations()),
            RowOperations(OwnedKind<SMTPUser>(self).operations()),
            RowOperations(OwnedKind<TrackingDomain>(self).operations()),
            RowOperations(OwnedKind<SendingDomain>(self).operations()),
            RowOperations(OwnedKind<Template>(self).operations()),
            RowOperations(OwnedKind<Webhook>(self).operations()),
            RowOperations(OwnedKind<GlobalVariable>(self).operations()),
            RowOperations(OwnedKind<ContactFilter>(self).operations()),
            RowOperations(auditKind.operations()),
        ]
    }

    var auditKind: AuditKind { AuditKind(context: self, takeBack: imports.takeBack) }

    /// Contacts and what is about people, one line per kind.
    func peopleKinds() -> [RowOperations] {
        [
            RowOperations(ContactKind(context: self).operations()),
            RowOperations(OwnedKind<ContactGroup>(self).operations()),
            RowOperations(suppressions.operations()),
            RowOperations(ActivityKind(context: self).operations()),
        ]
    }

    /// Why a message to an address would or would not go out.
    func personTrace() -> (@Sendable (String) async throws(ServiceError) -> PersonTrace)? {
        PersonTracing(context: self).trace
    }

    /// Takes back what lists did, whatever their kind.
    private var imports: AnyImportTaking {
        AnyImportTaking(context: self, kinds: AnyImportTaking.kinds)
    }

    private var suppressions: SuppressionKind { SuppressionKind(context: self, telling: .contacts) }

    /// Campaigns and what they send, one line per kind.
    func sendingKinds() -> [RowOperations] {
        [
            RowOperations(
                CampaignKind(
                    context: self,
                    further: [
                        MessagePreview(context: self).preview, CampaignRehearsal(context: self).rehearse,
                        SingleSend(context: self).test,
                    ]
                ).operations()),
            RowOperations(BatchKind(context: self).operations()),
            RowOperations(DeliveryKind(context: self).operations()),
            RowOperations(BounceReportKind(context: self).operations()),
        ]
    }

    func campaignControl(_ engine: EngineRunner) -> CampaignControl? {
        let kind = CampaignKind(context: self)
        let watch = CampaignWatch(
            context: self, isEngineRunning: { engine.status.isRunning },
            engineFailure: { engine.failure(of: $0) }, way: transports(engine).line)
        var control = CampaignControl(
            plan: kind.plan, launch: kind.launch(_:key:), pause: kind.pause(_:),
            resume: kind.resume(_:), abort: kind.abort(_:), watch: watch.updates,
            recipients: { DeliveryKind(context: self, campaign: Int64($0.native)).rows() })
        control.report = watch.report
        control.fate = CampaignTracing(context: self).fate
        return control
    }

    func messageOperations(_ engine: EngineRunner) -> MessageOperations? {
        let messages = ComposedMessage(context: self)
        return MessageOperations(
            form: messages.form, send: messages.send, recipients: messages.recipients)
    }

    package init(
        options: PlatformOptions, store: PlatformStore, transport: PlatformTransport = .standard
    ) {
        self.init(
            options: options, store: store, transport: transport.description,
            ofWay: transport.ofWay,
            later: LaterRooms(
                refuseIfBusy: AccountWork.refuseIfBusy,
                part: GoneSenders.keep(ofAccount:at:in:), isSending: AccountWork.hasLiveLaunch(in:),
                isHandingOver: AccountWork.hasActiveLaunch(in:),
                campaigns: AudienceUse.campaigns))
    }

    func makeConnection(engine: EngineRunner) -> Connection {
        var made = Connection(
            id: connection, platform: "embedded", transport: transport,
            resources: operatorKinds() + peopleKinds() + sendingKinds(),
            campaigns: campaignControl(engine), messages: messageOperations(engine), trace: personTrace(),
            changes: changes(),
            unfinished: engine.unfinished)
        made.mailDays = { [store, clock] () async throws(ServiceError) in
            try await store.read { db in try MailDayQueries.all(at: clock(), in: db) }
        }
        let transports = transports(engine)
        made.trouble = { [store] in
            if let standing = await store.standing() { return standing }
            return await transports.trouble()
        }
        made.proofs = mailProofs()
        made.messageLife = MessageLife(context: self).events
        made.people = PersonKeeping(context: self).operations()
        made.transports = transports.operations()
        return made
    }

    func transports(_ engine: EngineRunner) -> TransportKeeping {
        TransportKeeping(context: self, engineStatus: { engine.status }, figures: { engine.figures })
    }

    /// The store's notices, told as kinds of rows.
    private func changes() -> @Sendable () -> AsyncStream<ConnectionChange> {
        { [store] in
            // Subscribed before the caller has the stream, so that no change falls in between.
            let source = store.changes()
            return .newest { continuation in
                for await change in source {
                    guard let told = ConnectionChange(change) else { continue }
                    // An unread element gives way to one that says all that it said.
                    if case .dropped(let unread) = continuation.yield(told) {
                        continuation.yield(told.merged(with: unread))
                    }
                }
            }
        }
    }
}

extension AnyImportTaking {
    /// The kinds that lists bring, each with what takes a list back.
    static let kinds: [ResourceKind: any ImportReverting] = [
        .contact: ContactListReverting(), .suppression: SuppressionListReverting(telling: .contacts),
    ]
}
