# Les services et leurs rubriques.
services-done-save = Le service est enregistré.
services-done-delete = Le service est supprimé.
services-address = Adresse web
services-no-url = Aucune
services-who = Qui l’a
services-who-all = Tout le monde
services-who-some = { $count ->
      [0] Personne en particulier, les administrateurs mis à part
      [one] {$count} personne à qui il est affecté
     *[other] {$count} personnes à qui il est affecté
  }
services-cap = Département admins
services-cap-yes = Plafonnés au niveau d’un Operator
services-cap-no = Tout le département
services-areas = Rubriques
services-areas-hint = Ce pour quoi on donne des droits dans ce service, dans cet ordre. Videz une ligne pour retirer sa rubrique.
services-no-areas = Aucune rubrique.
services-area-number = Rubrique {$number}
services-area-up = Monter {$name}
services-area-more = Ajouter une rubrique
services-for-all = Tout le monde a ce service
services-for-some = Seuls ceux à qui il est affecté
services-for-all-text = Sinon, seuls ceux à qui il est affecté, et les administrateurs.
services-caps = Plafonner les Département admins
services-caps-text = Dans ce service, un Département admin a le niveau Éditeur, comme un Operator, mais dans tout son département.
services-conflict = Quelqu’un d’autre a modifié ce service entre-temps. Voici ce qu’il est devenu ; enregistrez de nouveau pour le remplacer.
services-review-title = Modifier {$name} ?
services-review-lead = Une rubrique retirée emporte les exceptions qui y ont été faites.
services-review-lose = { $count ->
      [one] {$count} personne perd son exception dans {$area}
     *[other] {$count} personnes perdent leur exception dans {$area}
  }
services-delete-title = Supprimer {$name} ?
services-delete-all = Tout le monde l’a, et le perdra aussitôt.
services-delete-people = { $count ->
      [0] Il n’est affecté à personne en particulier.
      [one] {$count} personne à qui il est affecté le perdra aussitôt.
     *[other] {$count} personnes à qui il est affecté le perdront aussitôt.
  }
services-delete-for-good = Ses rubriques et les exceptions qui y ont été faites sont supprimées avec lui.
services-who-departments = départements : {$departments}
services-departments = Les départements dont les personnes l’ont
services-samples-text = Pour commencer, ou pour voir ce qu’est un service : des campagnes d’e-mails, des expéditions et une bureautique, que vous pourrez changer et supprimer.
services-samples = Ajouter le catalogue d’exemple
services-done-samples = Le catalogue d’exemple est ajouté.
sample-campaigns = Campagnes
sample-contacts = Contacts
sample-emailings = Emailings
sample-sms = SMS
sample-forms = Formulaires et enquêtes
sample-purchases = Achats
sample-shipping = Expéditions
sample-orders = Commandes
sample-labels = Étiquettes
sample-documents = Documents
sample-office = Bureautique
services-picture = Image
services-picture-file = Image du service
services-picture-hint = PNG, JPEG ou WebP, {$most} ko au plus. Sans image, ses initiales sont affichées.
services-picture-save = Enregistrer l’image
services-picture-remove = Retirer l’image
picture-problem-missing = Choisissez une image
picture-problem-kind = Cette image n’est ni un PNG, ni un JPEG, ni un WebP
picture-problem-large = Cette image est trop lourde : {$most} ko au plus
