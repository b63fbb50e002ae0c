# Many users at once: selection, jobs, CSV.
bulk-label = Action sur plusieurs utilisateurs
bulk-selected = Sélection :
bulk-select = Sélectionner {$name}
bulk-select-page = Sélectionner toute la page
bulk-all = Toute la liste ({$users}), et pas seulement cette page
bulk-verb = Action
bulk-continue = Continuer
bulk-cancel = Annuler
bulk-role = Nouveau rôle
bulk-department = Département
bulk-department-role = Rôle dans le département
bulk-service = Service
bulk-choose = Choisir
bulk-confirm = Pour confirmer, saisissez {$number}
bulk-nobody = Cette action ne s’applique à aucune des personnes choisies. Revenez à la liste.
bulk-left-title = Personnes non concernées
bulk-verb-resend = Retransmettre l’invitation
bulk-verb-activate = Activer
bulk-verb-reset-password = Réinitialiser le mot de passe
bulk-verb-change-role = Changer le rôle
bulk-verb-add-to-department = Ajouter à un département
bulk-verb-assign-service = Affecter un service
bulk-verb-unassign-service = Retirer un service
bulk-verb-revoke = Révoquer l’invitation
bulk-verb-deactivate = Désactiver
bulk-verb-delete = Supprimer
bulk-verb-restore = Restaurer
bulk-ask-resend = { $count ->
      [one] Retransmettre l’invitation à {$count} personne ?
     *[other] Retransmettre l’invitation à {$count} personnes ?
  }
bulk-ask-activate = { $count ->
      [one] Activer {$count} utilisateur ?
     *[other] Activer {$count} utilisateurs ?
  }
bulk-ask-reset-password = { $count ->
      [one] Réinitialiser le mot de passe de {$count} utilisateur ?
     *[other] Réinitialiser le mot de passe de {$count} utilisateurs ?
  }
bulk-ask-change-role = { $count ->
      [one] Donner le rôle {$target} à {$count} utilisateur ?
     *[other] Donner le rôle {$target} à {$count} utilisateurs ?
  }
bulk-ask-add-to-department = { $count ->
      [one] Ajouter {$count} utilisateur à {$target}, en tant que {$place} ?
     *[other] Ajouter {$count} utilisateurs à {$target}, en tant que {$place} ?
  }
bulk-ask-assign-service = { $count ->
      [one] Affecter {$target} à {$count} utilisateur ?
     *[other] Affecter {$target} à {$count} utilisateurs ?
  }
bulk-ask-unassign-service = { $count ->
      [one] Retirer {$target} à {$count} utilisateur ?
     *[other] Retirer {$target} à {$count} utilisateurs ?
  }
bulk-ask-revoke = { $count ->
      [one] Révoquer l’invitation de {$count} personne ?
     *[other] Révoquer l’invitation de {$count} personnes ?
  }
bulk-ask-deactivate = { $count ->
      [one] Désactiver {$count} utilisateur ?
     *[other] Désactiver {$count} utilisateurs ?
  }
bulk-ask-delete = { $count ->
      [one] Supprimer {$count} utilisateur ?
     *[other] Supprimer {$count} utilisateurs ?
  }
bulk-ask-restore = { $count ->
      [one] Restaurer {$count} personne ?
     *[other] Restaurer {$count} personnes ?
  }
bulk-text-resend = Chaque personne reçoit un nouveau message ; les liens des messages précédents ne fonctionneront plus.
bulk-text-activate = Les personnes qui ont déjà un mot de passe peuvent se connecter aussitôt et en sont averties ; les autres reçoivent un message avec un lien.
bulk-text-reset-password = Chaque personne reçoit les instructions pour choisir un nouveau mot de passe. L’actuel reste valable d’ici là, et vous ne verrez pas le nouveau.
bulk-text-change-role = Le nouveau rôle s’applique dès la prochaine page que chacun ouvrira.
bulk-text-add-to-department = Les personnes qui s’y trouvent déjà y prennent ce rôle.
bulk-text-assign-service = Il paraît sur l’accueil de chacun dès la prochaine page ouverte, avec ce que son rôle y permet.
bulk-text-unassign-service = Il quitte l’accueil de chacun dès la prochaine page ouverte. Les personnes qui l’ont aussi par un département ou comme administrateur le gardent.
bulk-which-role = Choisissez le nouveau rôle. Vous verrez ensuite qui est concerné ; rien ne sera fait avant votre confirmation.
bulk-which-department = Choisissez le département, et le rôle que chacun y aura. Vous verrez ensuite qui est concerné ; rien ne sera fait avant votre confirmation.
bulk-which-service = Choisissez le service. Vous verrez ensuite qui est concerné ; rien ne sera fait avant votre confirmation.
bulk-nothing-role = Aucun rôle ne peut être donné : tous vont au-delà de vos propres droits.
bulk-nothing-department = Votre compte n’a pas de département où vous puissiez ajouter quelqu’un.
bulk-nothing-service = Aucun service ne peut être affecté ou retiré : votre compte n’en a pas, ou tout le monde a déjà les siens.
bulk-text-revoke = Les liens des invitations ne fonctionneront plus. Ces personnes restent dans la liste, à l’état Inactif.
bulk-text-deactivate = Leurs sessions se ferment aussitôt et la connexion leur sera refusée. Rien n’est effacé.
bulk-text-delete = Leurs sessions et leurs liens se ferment aussitôt et leurs noms quittent la liste. Vous pourrez restaurer ces personnes pendant 7 jours.
bulk-text-restore = Elles reviennent dans la liste à l’état Inactif, sans accès. Pour leur rendre l’accès, activez-les ensuite.
bulk-mails = { $count ->
      [one] {$count} e-mail partira.
     *[other] {$count} e-mails partiront.
  }
bulk-left-gone = { $count ->
      [one] {$count} personne n’existe plus
     *[other] {$count} personnes n’existent plus
  }
bulk-left-choice-gone = { $count ->
      [one] Pour {$count} utilisateur, ce qui a été choisi n’existe plus
     *[other] Pour {$count} utilisateurs, ce qui a été choisi n’existe plus
  }
bulk-left-own = Vous-même ({$count})
bulk-left-state-active = { $count ->
      [one] {$count} utilisateur est à l’état Actif
     *[other] {$count} utilisateurs sont à l’état Actif
  }
bulk-left-state-inactive = { $count ->
      [one] {$count} utilisateur est à l’état Inactif
     *[other] {$count} utilisateurs sont à l’état Inactif
  }
bulk-left-state-invited = { $count ->
      [one] {$count} utilisateur est à l’état Invité
     *[other] {$count} utilisateurs sont à l’état Invité
  }
bulk-left-state-deleted = { $count ->
      [one] {$count} utilisateur est supprimé
     *[other] {$count} utilisateurs sont supprimés
  }
bulk-left-beyond-own-rights = { $count ->
      [one] {$count} utilisateur a plus de droits que vous
     *[other] {$count} utilisateurs ont plus de droits que vous
  }
bulk-left-last-administrator = {$count} administrateur doit rester
bulk-left-no-seat = { $count ->
      [one] {$count} personne reste sans place libre
     *[other] {$count} personnes restent sans place libre
  }
bulk-left-daily-limit = { $count ->
      [one] {$count} personne attendra demain : votre compte a envoyé ses invitations du jour
     *[other] {$count} personnes attendront demain : votre compte a envoyé ses invitations du jour
  }
bulk-left-mailed-enough = { $count ->
      [one] {$count} personne a déjà reçu assez de ces messages aujourd’hui
     *[other] {$count} personnes ont déjà reçu assez de ces messages aujourd’hui
  }
bulk-left-administrator = { $count ->
      [one] {$count} personne est administrateur
     *[other] {$count} personnes sont administrateurs
  }
bulk-left-would-lower = { $count ->
      [one] {$count} personne y perdrait des droits
     *[other] {$count} personnes y perdraient des droits
  }
bulk-left-unchanged = { $count ->
      [one] C’est déjà le cas pour {$count} utilisateur
     *[other] C’est déjà le cas pour {$count} utilisateurs
  }
bulk-reason-gone = N’existe plus
bulk-reason-choice-gone = Ce qui a été choisi n’existe plus
bulk-reason-own = C’est vous
bulk-reason-state-active = Est à l’état Actif
bulk-reason-state-inactive = Est à l’état Inactif
bulk-reason-state-invited = Est à l’état Invité
bulk-reason-state-deleted = Est supprimé
bulk-reason-beyond-own-rights = Touche à des droits que vous n’avez pas
bulk-reason-last-administrator = Dernier administrateur actif : nommez-en d’abord un autre
bulk-reason-no-seat = Aucune place n’est libre
bulk-reason-daily-limit = Votre compte a envoyé ses invitations du jour
bulk-reason-mailed-enough = A déjà reçu assez de ces messages aujourd’hui
bulk-reason-administrator = C’est un administrateur
bulk-reason-would-lower = Y perdrait des droits
bulk-reason-unchanged = C’était déjà le cas
choose-verb = Choisissez une action
choose-users = Choisissez au moins une personne dans la liste
choose-service = Choisissez un service de la liste
choose-confirm = Saisissez le nombre indiqué pour confirmer
changed-count = La sélection a changé depuis son affichage. Vérifiez ce qui va se passer, puis confirmez

# Jobs.
job-title-resend = { $count ->
      [one] Nouvelle invitation pour {$count} personne
     *[other] Nouvelle invitation pour {$count} personnes
  }
job-title-activate = { $count ->
      [one] Activation de {$count} utilisateur
     *[other] Activation de {$count} utilisateurs
  }
job-title-reset-password = { $count ->
      [one] Réinitialisation du mot de passe de {$count} utilisateur
     *[other] Réinitialisation du mot de passe de {$count} utilisateurs
  }
job-title-change-role = { $count ->
      [one] Nouveau rôle pour {$count} utilisateur
     *[other] Nouveau rôle pour {$count} utilisateurs
  }
job-title-add-to-department = { $count ->
      [one] Ajout de {$count} utilisateur à un département
     *[other] Ajout de {$count} utilisateurs à un département
  }
job-title-assign-service = { $count ->
      [one] Affectation d’un service à {$count} utilisateur
     *[other] Affectation d’un service à {$count} utilisateurs
  }
job-title-unassign-service = { $count ->
      [one] Retrait d’un service à {$count} utilisateur
     *[other] Retrait d’un service à {$count} utilisateurs
  }
job-title-revoke = { $count ->
      [one] Révocation de {$count} invitation
     *[other] Révocation de {$count} invitations
  }
job-title-deactivate = { $count ->
      [one] Désactivation de {$count} utilisateur
     *[other] Désactivation de {$count} utilisateurs
  }
job-title-delete = { $count ->
      [one] Suppression de {$count} utilisateur
     *[other] Suppression de {$count} utilisateurs
  }
job-title-restore = { $count ->
      [one] Restauration de {$count} personne
     *[other] Restauration de {$count} personnes
  }
job-waiting = En attente
job-running = En cours
job-done = Terminé
job-cancelled = Arrêté à votre demande
job-rights-lost = Arrêté : vous n’avez plus les droits nécessaires
job-counted = {$worked} sur {$total}
job-cancel = Arrêter
jobs-title = Travaux en arrière-plan
jobs-lead = Ce que vous avez lancé pour plusieurs personnes, et les fichiers que vous avez demandés, depuis 30 jours.
jobs-empty-title = Rien n’a été lancé
jobs-empty-text = Les actions sur plusieurs utilisateurs, les imports et les exports en cours ou terminés apparaîtront ici.
job-leave = Vous pouvez quitter cette page : le travail continue.
job-results = Résultats
job-refused = Refusés
job-taken = Faits
job-left = À venir
job-untouched = Non traités
job-nobody = Personne effacée

# CSV export.
export-link = Exporter
export-state = État
export-invited = Invité le
export-signed-in = Dernière connexion
column-ignore = Ne pas reprendre
column-email = Adresse e-mail
column-first-name = Prénom
column-last-name = Nom
column-role = Rôle
column-department = Département
column-department-role = Rôle dans le département
column-language = Langue
column-phone = Téléphone
column-notification-email = Adresse de notification

# CSV import.
import-link = Importer un fichier
import-title = Importer des utilisateurs
import-lead = Un fichier CSV avec une personne par ligne. Rien ne se passe avant que vous ayez vu ce qu’il en adviendra.
import-file = Fichier CSV
import-file-hint = Depuis un tableur : « Enregistrer sous », format CSV. {$most} Mo au plus.
import-text = Ou collez les lignes
import-text-hint = Telles que vous les copiez du tableur, avec la ligne des titres.
import-next = Continuer
import-other = Choisir un autre fichier
import-pasted = Lignes collées
import-columns-title = Que contient chaque colonne ?
import-about = { $count ->
      [one] {$name} : {$count} ligne, lue en {$encoding}
     *[other] {$name} : {$count} lignes, lues en {$encoding}
  }
import-columns = Colonnes
import-column = Colonne {$number}
import-header = La première ligne porte les titres
import-encoding = Encodage
import-encoding-hint = À changer si les accents s’affichent mal.
encoding-utf-8 = UTF-8
encoding-windows-1252 = Windows-1252
encoding-utf-16 = UTF-16
import-separator = Séparateur
separator-comma = Virgule
separator-semicolon = Point-virgule
separator-tab = Tabulation
import-everybody = Pour tout le monde
import-role = Rôle
import-role-hint = Pour les lignes qui n’en nomment aucun.
import-department-hint = Pour les lignes qui n’en nomment aucun.
import-language = Langue
import-language-hint = Pour les lignes qui n’en nomment aucune.
import-send = Invitations
import-send-yes = Inviter
import-send-text-yes = Chaque personne reçoit aussitôt un message avec son lien.
import-send-no = Créer sans inviter
import-send-text-no = À l’état Inactif. Vous pourrez activer ces personnes depuis la liste.
import-check = Vérifier le fichier
import-nothing-yet = Rien n’est encore créé. Les lignes à corriger seront laissées de côté, les autres seront importées.
import-to-columns = Revenir aux colonnes
import-none = Corrigez le fichier, puis importez-le de nouveau.
import-report-title = { $new ->
      [0] Aucune personne à importer sur {$lines} { $lines ->
          [one] ligne
         *[other] lignes
      }
      [one] {$new} personne à importer sur {$lines} { $lines ->
          [one] ligne
         *[other] lignes
      }
     *[other] {$new} personnes à importer sur {$lines} { $lines ->
          [one] ligne
         *[other] lignes
      }
  }
import-count-invite = { $count ->
      [one] {$count} personne sera invitée
     *[other] {$count} personnes seront invitées
  }
import-count-create = { $count ->
      [one] {$count} utilisateur sera créé
     *[other] {$count} utilisateurs seront créés
  }
count-daily-limit = {$count} à inviter un autre jour
count-duplicate = { $count ->
      [one] {$count} en double dans le fichier
     *[other] {$count} en double dans le fichier
  }
import-problems = Lignes laissées de côté
import-line = Ligne
import-text-column = Contenu
import-result = Résultat
import-result-invite = à inviter
import-result-create = à créer
import-result-none = laissée de côté
import-problem = Motif
import-more = et {$count} de plus, dans le rapport
import-report = Télécharger le rapport
import-report-file = parvis-import
import-run-invite = { $count ->
      [one] Inviter {$count} personne
     *[other] Inviter {$count} personnes
  }
import-run-create = { $count ->
      [one] Créer {$count} utilisateur
     *[other] Créer {$count} utilisateurs
  }
job-title-import = { $count ->
      [one] Import de {$count} ligne
     *[other] Import de {$count} lignes
  }
job-line = Ligne {$number}
line-torn = Un guillemet n’est jamais refermé
line-duplicate = Adresse déjà présente à la ligne {$line}
line-new = Nouveau
line-already-active = Déjà utilisateur
line-already-invited = Déjà invité
line-already-inactive = Utilisateur inactif
line-already-deleted = Supprimé récemment
line-elsewhere = Adresse déjà utilisée ailleurs
line-no-seat = Aucune place libre
line-other-domain = Domaine que le compte n’accepte pas
line-daily-limit = Votre compte a envoyé ses invitations du jour
line-failed = Cette ligne n’a pas pu être importée. Les autres l’ont été
cell-problem = {$column} : {$what}
cell-unknown = inconnu ici
cell-phone = n’est pas un numéro de téléphone
cell-beyond-own-rights = donne plus de droits que vous n’en avez
file-problem-missing = Choisissez un fichier, ou collez des lignes
file-problem-not-text = Ce fichier n’est pas du texte. Depuis le tableur, enregistrez-le au format CSV
file-problem-no-line = Ce fichier ne contient personne : il faut une ligne par personne, avec son adresse
choose-encoding = Choisissez l’encodage du fichier
choose-column-0 = Indiquez quelle colonne contient les adresses e-mail
changed-column-0 = Deux colonnes contiennent la même chose. Choisissez-en une, et ne reprenez pas l’autre
choose-separator = Choisissez le séparateur
choose-send = Choisissez s’il faut inviter ces personnes
